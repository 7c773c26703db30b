// The people behind one figure, and what about each of them is in it.
import type { Metadata } from "next";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { payerWords } from "@/components/insights/payer-words";
import { BehindList } from "@/components/insights/behind-list";
import { sayRate } from "@/components/insights/shares";
import { behindInput, figures, type Figure } from "@/lib/insights/insights-input";
import type { BehindView, Miss } from "@/lib/insights/insights-views";
import { listBehind } from "@/lib/insights/list-behind";
import { staffPage } from "@/lib/server/contexts";
import type { LocalDate } from "@/lib/time/dates";
import { sayDate, sayShortDate } from "@/lib/time/say";
import { address, narrowingOf, one, readAsk } from "../door";
import { missWords } from "../miss-words";

export const metadata: Metadata = { title: "People behind a figure" };

const gapWords = ({ days, min, max }: NonNullable<Miss["gap"]>) =>
  `${days} ${days === 1 ? "day" : "days"} after the visit before, planned ${min === max ? min : `${min} to ${max}`}`;

/** With the year where it is another one. */
function sayDayOf(date: LocalDate, asOf: LocalDate, locale: string): string {
  const year = date.slice(0, 4);
  return `${sayShortDate(date, locale)}${year === asOf.slice(0, 4) ? "" : `, ${year}`}`;
}

function titleOf({ figure, share }: BehindView): string {
  const missing = share.of - share.n;
  const of = (count: number, one: string, many: string) => (count === 1 ? `One ${one}` : `${count} ${many}`);
  const titles: Record<Figure, string> = {
    attendance: of(missing, "visit that was due did not take place", "visits that were due did not take place"),
    interval: of(missing, "gap fell outside its window", "gaps fell outside their window"),
    second_visit: of(missing, "plan had no second visit", "plans had no second visit"),
    no_show: of(share.n, "booking was missed", "bookings were missed"),
    arrival: of(missing, "booking was missed or cancelled late", "bookings were missed or cancelled late"),
    late_cancel: of(share.n, "booking was cancelled late", "bookings were cancelled late"),
    rebooked: of(missing, "visit ended with nothing booked", "visits ended with nothing booked"),
    dose: of(missing, "planned visit never took place", "planned visits never took place"),
    completion: of(missing, "plan ended before its goals were met", "plans ended before their goals were met"),
    drop_out: of(
      share.n,
      "active plan has been without a visit too long",
      "active plans have been without a visit too long",
    ),
  };
  return titles[figure];
}

const units: Record<Figure, string> = {
  attendance: "visits due took place",
  interval: "gaps fell inside their window",
  second_visit: "plans had a second visit",
  no_show: "bookings were missed",
  arrival: "bookings were kept",
  late_cancel: "bookings were cancelled late",
  rebooked: "visits after which the plan went on ended with the next one booked",
  dose: "visits of phases that are over took place; paused weeks and clinic cancellations count here",
  completion: "plans that ended had met their goals or were ended by a reassessment",
  drop_out: "active plans have nothing booked and nobody seen for longer than twice their gap, at least three weeks",
};

export default async function BehindPage({ searchParams }: PageProps<"/owner/patients">) {
  const asked = await searchParams;
  const figure = figures.find((one) => one === asked["figure"]) ?? "attendance";
  // What makes no sense in an address is left out.
  const phase = behindInput.shape.phase.safeParse(one(asked, "phase")).data;
  const door = await staffPage(address("/owner/patients", { figure }), "see_adherence");
  const { ctx, clinic } = door;
  const ask = readAsk(asked, door);
  const view = await listBehind(ctx, { figure, phase, ...narrowingOf(ask) });
  const { share, people } = view;
  const within = [view.discipline, view.practitioner, view.phase, view.template, view.payer && payerWords[view.payer]]
    .filter(Boolean)
    .join(", ");
  const rate = share.rate === null ? "" : ` (${sayRate(share)})`;
  return (
    <Stack>
      <PageHead
        back={{ href: address("/owner", ask), label: "Overview" }}
        over={`${within ? `${within}. ` : ""}As of ${sayDate(view.asOf, clinic.locale)}`}
        title={titleOf(view)}
        lead={`${share.n} of ${share.of} ${units[figure]}${rate}.`}
      />
      {people.length ? (
        <>
          <a className="link self-start" href={address("/api/owner/behind", { figure, phase, ...ask })} download>
            Download as CSV
          </a>
          <BehindList
            people={people.map((person) => ({
              id: person.planId,
              name: person.patientName,
              href: `/desk/patients/${person.patientId}`,
              planHref: `/desk/plans/${person.planId}`,
              ended: person.ended,
              misses: person.misses.map((miss) => ({
                day: sayDayOf(miss.on, view.asOf, clinic.locale),
                what: `${missWords[miss.what]}${miss.gap ? `, ${gapWords(miss.gap)}` : ""}`,
                where: `${miss.discipline}, ${miss.practitioner}. ${miss.phase}`,
              })),
            }))}
          />
        </>
      ) : (
        <EmptyState title="Nobody is behind this figure">
          Everything it counts went as planned.{" "}
          <Anchor href="/owner" className="link">
            Back to the overview
          </Anchor>
        </EmptyState>
      )}
    </Stack>
  );
}
