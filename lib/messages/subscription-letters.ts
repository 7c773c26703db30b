// What mails about the clinic's subscription to Taper say to its owners.
import type { SubscriptionState } from "../subscription/subscription-state.ts";
import type { Letter } from "./letter.ts";
import type { ClinicOfLetter } from "./letters.ts";

const then =
  "From then on nothing new can be booked, online or at the desk. What is booked stays, your records stay open, and everything can be saved to a file.";
const because = "the clinic’s subscription to Taper";

export const refusedLetter = (
  clinic: ClinicOfLetter,
  { amount, day, url }: { amount: string; day: string; url: string },
): Letter => ({
  clinic,
  subject: `A payment for Taper was refused`,
  paragraphs: [
    `${amount} for Taper at ${clinic.name} was refused by the card. It is asked again over the next days.`,
    `Everything goes on until ${day}. ${then}`,
  ],
  link: { label: "Pay, or change the card", url },
  because,
});

type Said = { subject: string; paragraphs: string[]; label: string };

/** Null in a state that nobody has to hear of. */
export function endsLetter(
  clinic: ClinicOfLetter,
  state: SubscriptionState,
  { day, url }: { day: string; url: string },
): Letter | null {
  const said = saidOf(clinic.name, state, day);
  if (!said) return null;
  const { subject, paragraphs, label } = said;
  return { clinic, subject, paragraphs, link: { label, url }, because };
}

function saidOf(name: string, state: SubscriptionState, day: string): Said | null {
  switch (state) {
    case "trial":
      return {
        subject: `The trial of Taper ends on ${day}`,
        paragraphs: [
          `${name} can use everything until ${day}. Subscribe before, and nothing changes: the first bill is of the day after.`,
        ],
        label: "Look at the price, and subscribe",
      };
    case "trial_over":
      return {
        subject: "The trial of Taper is over",
        paragraphs: [`Everything goes on at ${name} until ${day}. ${then}`],
        label: "Subscribe",
      };
    case "past_due":
      return {
        subject: `Taper is paid for no longer than ${day}`,
        paragraphs: [`The card still refuses the last bill. Everything goes on at ${name} until ${day}. ${then}`],
        label: "Pay, or change the card",
      };
    case "read_only":
    case "stopped":
      return {
        subject: `Nothing new can be booked at ${name}`,
        paragraphs: [
          "The subscription to Taper is over. What is booked stays, and can be moved, cancelled and charted. Your records stay open, and everything can be saved to a file.",
          "Subscribe again at any time, and everything goes on at once.",
        ],
        label: "Subscribe again",
      };
    default:
      return null;
  }
}
