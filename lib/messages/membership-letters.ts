// What mails about a membership say to its patient.
import type { Letter } from "./letter.ts";
import type { ClinicOfLetter } from "./letters.ts";

const stays =
  "Your appointments stay as they are. What you paid for before can still be used; a visit without a paid month is paid as usual.";

export const monthRefusedLetter = (
  clinic: ClinicOfLetter,
  of: { amount: string; why: "declined" | "authentication_required"; askAgainOn: string | null; url: string },
): Letter => ({
  clinic,
  subject: `This month’s payment to ${clinic.name} is still open`,
  brief: `This month’s payment of ${of.amount} is still open. Look at it here:`,
  paragraphs: [
    of.why === "authentication_required"
      ? `Your bank wants you to confirm this month’s payment of ${of.amount}. That happens, and takes a minute.`
      : `Your card did not pay this month’s ${of.amount}. That happens: a new card, a limit, or a bank that was careful.`,
    stays,
  ],
  link: {
    label: of.why === "authentication_required" ? "Confirm the payment" : "Pay, or use another card",
    url: of.url,
  },
  after: of.askAgainOn ? [`We ask the card once more on ${of.askAgainOn}. Paid before, it is not asked again.`] : [],
});

export const membershipEndedLetter = (clinic: ClinicOfLetter, of: { url: string }): Letter => ({
  clinic,
  subject: `Your membership at ${clinic.name} has ended`,
  brief: "Your membership has ended, because the month stayed open. You can join again here:",
  paragraphs: [
    "The card did not pay the month, also when it was asked again. So the membership has ended, and nothing more is charged.",
    stays,
  ],
  link: { label: "Join again", url: of.url },
});
