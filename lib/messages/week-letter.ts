// What the weekly mail says to a clinic's owner: counts and shares with the page behind each; no names, nothing of anybody's health.
import type { Figure } from "../insights/insights-input.ts";
import type { Digest } from "../insights/digest.ts";
import { sayAbout } from "../insights/nothing-booked.ts";
import type { OwnerFigures, Share } from "../insights/insights-views.ts";
import { sayShortDate } from "../time/say.ts";
import type { Letter } from "./letter.ts";
import type { ClinicOfLetter } from "./letters.ts";

const percent = (rate: number) => Math.round(rate * 100);

/** `82% of 210 due, 3 points more than a week before` */
function sayShare(now: Share, before: Share, unit: string): string {
  if (now.rate === null) return `too few to say (${now.of} ${unit})`;
  const said = `${percent(now.rate)}% of ${now.of} ${unit}`;
  if (before.rate === null) return said;
  const points = percent(now.rate) - percent(before.rate);
  if (points === 0) return `${said}, as a week before`;
  return `${said}, ${Math.abs(points)} ${Math.abs(points) === 1 ? "point" : "points"} ${points > 0 ? "more" : "less"} than a week before`;
}

const shares: { name: string; figure: Figure; of: keyof OwnerFigures; unit: string }[] = [
  { name: "Visits attended", figure: "attendance", of: "attendance", unit: "due" },
  { name: "Left with the next one booked", figure: "rebooked", of: "rebooked", unit: "visits" },
  { name: "Came a second time", figure: "second_visit", of: "conversion12", unit: "plans" },
  { name: "Did not come", figure: "no_show", of: "noShow", unit: "bookings" },
];

const sayHours = ({ openMin, bookedMin }: Digest): string =>
  openMin === 0
    ? "nobody has open hours"
    : `${percent(bookedMin / openMin)}% of ${Math.round(openMin / 60)} hours that people work`;

const plans = (count: number) => `${count} ${count === 1 ? "plan" : "plans"}`;

export function weekLetter(clinic: ClinicOfLetter, digest: Digest, publicUrl: string): Letter {
  const at = (path: string) => `${publicUrl}/owner${path}`;
  return {
    clinic,
    subject: `Your week at ${clinic.name}`,
    paragraphs: [`${sayShortDate(digest.asOf, clinic.locale)}. ${digest.sentence}`],
    facts: [
      { name: "Nothing booked", value: plans(digest.unbookedPlans), url: at("") },
      { name: "Behind pace", value: plans(digest.behindPlans), url: at("/follow#behind") },
      { name: "Lapsed", value: plans(digest.lapsedPlans), url: at("/follow#lapsed") },
      {
        name: "Fees at risk, four weeks",
        value: digest.riskMinor ? `about ${sayAbout(digest.riskMinor, digest.currency, clinic.locale)}` : "none",
        url: at("/ahead#risk"),
      },
      { name: "Hours booked, four weeks", value: sayHours(digest), url: at("/ahead#hours") },
      ...shares.map(({ name, figure, of, unit }) => ({
        name,
        value: sayShare(digest.figures[of], digest.before[of], unit),
        url: at(`/patients?figure=${figure}`),
      })),
    ],
    link: { label: "Open the overview", url: at("") },
    otherLink: { label: "Get this mail no longer", url: `${publicUrl}/account#week` },
    after: ["Shares of fewer than five are left out. These are for planning care, not for judging people."],
    because: "your part in running the clinic",
  };
}
