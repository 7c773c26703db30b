// What each mail says: clinic, time, place and a link; never the service's reason, the plan or any health detail.
import { languageOf, localeOf, phoneLanguage } from "../languages/language.ts";
import { sayMoment, sayShortDay, sayTime, sayZone } from "../time/say.ts";
import type { Letter } from "./letter.ts";

export type ClinicOfLetter = {
  name: string;
  phone: string;
  email: string;
  /** Where the clinic is to be found by post. */
  address?: string;
  timeZone: string;
  locale: string;
};
export type VisitOfLetter = {
  start: Date;
  practitionerName: string;
  place: { name: string; address: string; arrival: string };
  cancelNoticeHours: number;
};

const facts = (clinic: ClinicOfLetter, visit: VisitOfLetter) => [
  {
    name: "When",
    value: `${sayMoment(visit.start, clinic.timeZone, clinic.locale)}, ${sayZone(clinic.timeZone, clinic.locale)}`,
  },
  { name: "With", value: visit.practitionerName },
  { name: "Where", value: `${visit.place.name}, ${visit.place.address}` },
  ...(visit.place.arrival ? [{ name: "Arriving", value: visit.place.arrival }] : []),
];

/** `Tue, Dec 1, 9:00 am` */
const shortly = ({ timeZone, locale }: ClinicOfLetter, start: Date): string =>
  `${sayShortDay(start, timeZone, locale)}, ${sayTime(start, timeZone, locale)}`;

/** As a text message says it: in a script that phones have room for, else in English. */
const onPhone = (clinic: ClinicOfLetter): ClinicOfLetter => ({
  ...clinic,
  locale: localeOf(phoneLanguage(languageOf(clinic.locale)), clinic.locale),
});

const valuesOf = (clinic: ClinicOfLetter, { start, practitionerName, place }: VisitOfLetter) => ({
  time: shortly(clinic, start),
  practitioner: practitionerName,
  place: place.name,
});

const changeLine = (visit: VisitOfLetter) =>
  `You can change or cancel free of charge until ${visit.cancelNoticeHours} hours before the start.`;

export const bookedLetter = (clinic: ClinicOfLetter, visit: VisitOfLetter, url: string): Letter => ({
  clinic,
  values: valuesOf(clinic, visit),
  subject: `Your appointment at ${clinic.name}`,
  brief: `Booked: ${shortly(onPhone(clinic), visit.start)}. See, move or cancel it:`,
  paragraphs: ["Your appointment is booked."],
  facts: facts(clinic, visit),
  link: { label: "See, move or cancel it", url },
  after: [changeLine(visit)],
});

export const movedLetter = (clinic: ClinicOfLetter, visit: VisitOfLetter, url: string): Letter => ({
  clinic,
  values: valuesOf(clinic, visit),
  subject: `Your new time at ${clinic.name}`,
  brief: `Moved to ${shortly(onPhone(clinic), visit.start)}. See or change it:`,
  paragraphs: ["Your appointment has moved. This is the new time:"],
  facts: facts(clinic, visit),
  link: { label: "See, move or cancel it", url },
  after: [changeLine(visit)],
});

export const cancelledLetter = (clinic: ClinicOfLetter, visit: VisitOfLetter, url: string): Letter => ({
  clinic,
  values: valuesOf(clinic, visit),
  subject: `Your appointment at ${clinic.name} is cancelled`,
  brief: `Cancelled: ${shortly(onPhone(clinic), visit.start)}. Another time:`,
  paragraphs: ["This appointment is cancelled:"],
  facts: facts(clinic, visit).slice(0, 2),
  link: { label: "Book another time", url },
});

/** The clinic cannot keep the visit. `free` are starts that are open as the letter is written. */
export const mustMoveLetter = (clinic: ClinicOfLetter, visit: VisitOfLetter, free: Date[], url: string): Letter => ({
  clinic,
  values: valuesOf(clinic, visit),
  subject: `Please choose another time at ${clinic.name}`,
  brief: `We cannot keep ${shortly(onPhone(clinic), visit.start)}. Please choose another time:`,
  paragraphs: [
    `We are sorry: your appointment with ${visit.practitionerName} cannot take place as planned. Please choose another time. Moving or cancelling it costs nothing.`,
  ],
  facts: [
    facts(clinic, visit)[0]!,
    ...free.map((start, index) => ({
      name: index === 0 ? "Free now" : index === 1 ? "Or" : "Or else",
      value: sayMoment(start, clinic.timeZone, clinic.locale),
    })),
  ],
  link: { label: "Choose another time", url },
  after: ["If nothing suits you, you need do nothing: we will call you."],
});

export const reminderLetter = (clinic: ClinicOfLetter, visit: VisitOfLetter, url: string): Letter => ({
  clinic,
  values: valuesOf(clinic, visit),
  subject: `Reminder: your appointment at ${clinic.name}`,
  brief: `Reminder: ${shortly(onPhone(clinic), visit.start)}. Confirm or move it:`,
  paragraphs: ["A reminder of your appointment."],
  facts: facts(clinic, visit),
  link: { label: "I’m coming", url },
  otherLink: { label: "Move it to another time", url: `${url}/move` },
  after: [changeLine(visit)],
});

export const offerLetter = (clinic: ClinicOfLetter, url: string, until: Date): Letter => ({
  clinic,
  subject: `Something to look at from ${clinic.name}`,
  brief: "Something to look at and decide on:",
  paragraphs: [
    "Your practitioner has prepared something for you to look at and decide on.",
    "It opens with your birth date and a code that we send to this address.",
  ],
  facts: [{ name: "Open until", value: sayMoment(until, clinic.timeZone, clinic.locale) }],
  link: { label: "Open it", url },
  after: ["Nothing is booked until you say yes."],
});

export const courseLetter = (clinic: ClinicOfLetter, starts: Date[], url: string): Letter => ({
  clinic,
  values: { count: String(starts.length) },
  subject: `Your appointments at ${clinic.name}`,
  brief:
    starts.length === 1 ? "One appointment is booked. See it:" : `${starts.length} appointments are booked. See them:`,
  paragraphs: [
    starts.length === 1
      ? `One appointment is booked. Its time is ${sayZone(clinic.timeZone, clinic.locale)}.`
      : `${starts.length} appointments are booked. All times are ${sayZone(clinic.timeZone, clinic.locale)}.`,
  ],
  facts: starts.map((start, index) => ({
    name: `${index + 1}`,
    value: sayMoment(start, clinic.timeZone, clinic.locale),
  })),
  link: { label: "See or move them", url },
});

export const stoppedLetter = (clinic: ClinicOfLetter, url: string): Letter => ({
  clinic,
  subject: `Your appointments at ${clinic.name} are cancelled`,
  brief: "Your appointments still to come are cancelled. What changed:",
  paragraphs: [
    "The appointments that were still to come are cancelled. What you paid for and did not use goes back to you.",
  ],
  link: { label: "See what changed", url },
});

/** For a visit without a time. `times` are free as the letter is written. */
export const nudgeLetter = (
  clinic: ClinicOfLetter,
  times: readonly { start: Date; practitionerName: string }[],
  url: string,
): Letter => ({
  clinic,
  values: { times: times.map(({ start }) => shortly(clinic, start)).join("; ") },
  subject: `Times for your next visit at ${clinic.name}`,
  brief: `Free for your next visit: ${times.map(({ start }) => shortly(onPhone(clinic), start)).join("; ")}. Book one:`,
  paragraphs: [
    `Your next visit has no time yet. These are free as we write; all times are ${sayZone(clinic.timeZone, clinic.locale)}.`,
  ],
  facts: times.map(({ start, practitionerName }, index) => ({
    name: ["Free", "Or", "Or else"][Math.min(index, 2)]!,
    value: `${sayMoment(start, clinic.timeZone, clinic.locale)}, with ${practitionerName}`,
  })),
  link: { label: "Book one of them", url },
  after: ["If now is not the time, say so on the same page, and we write no more about this visit."],
  because: "visits that you agreed on with the clinic",
});

/** A time that was given up, for somebody who asked to hear of an earlier one. */
export const offeredTimeLetter = (clinic: ClinicOfLetter, start: Date, until: Date, url: string): Letter => ({
  clinic,
  values: { time: shortly(clinic, start), until: sayTime(until, clinic.timeZone, clinic.locale) },
  subject: `An earlier time at ${clinic.name}`,
  brief: `An earlier time is free: ${shortly(onPhone(clinic), start)}. The first yes has it, until ${sayTime(until, clinic.timeZone, onPhone(clinic).locale)}:`,
  paragraphs: [
    "A time has become free that is earlier than your booking. We asked a few people; the first yes has it.",
  ],
  facts: [
    {
      name: "Free",
      value: `${sayMoment(start, clinic.timeZone, clinic.locale)}, ${sayZone(clinic.timeZone, clinic.locale)}`,
    },
    { name: "Answer until", value: sayMoment(until, clinic.timeZone, clinic.locale) },
  ],
  link: { label: "Look at it", url },
  after: ["Your booking stays as it is until you say yes."],
  because: "your wish for an earlier time",
});

export const lostTimeLetter = (clinic: ClinicOfLetter, start: Date): Letter => ({
  clinic,
  values: { time: shortly(clinic, start), moment: sayMoment(start, clinic.timeZone, clinic.locale) },
  subject: `The earlier time at ${clinic.name} is taken`,
  brief: `${shortly(onPhone(clinic), start)} is taken by now. Your booking stays, and you keep your place on the list.`,
  paragraphs: [
    `Somebody else was a little quicker: ${sayMoment(start, clinic.timeZone, clinic.locale)} is taken by now.`,
    "Your booking stays as it is, and you keep your place: we write again when another time becomes free.",
  ],
  because: "your wish for an earlier time",
});

export const checkInLetter = (clinic: ClinicOfLetter, url: string): Letter => ({
  clinic,
  subject: `How are you since your visit to ${clinic.name}?`,
  brief: "How are you since your visit? Two minutes help us with the next one:",
  paragraphs: ["How are you since your visit? Two minutes help your practitioner with the next one."],
  link: { label: "Open your pages and check in", url },
  after: ["If something is new or much worse, call us; in an emergency call 911."],
  because: "a visit to the clinic",
});

export const codeLetter = (clinic: ClinicOfLetter, code: string): Letter => ({
  clinic,
  subject: `Your code for ${clinic.name}`,
  brief: `Your code is ${code}, good for ten minutes.`,
  paragraphs: ["Type this code on the page where you asked for it. It is good for ten minutes and works once."],
  facts: [{ name: "Code", value: code }],
  after: ["If you did not ask for a code, somebody may have mistyped an address. You need do nothing."],
});

export const latePaymentLetter = (clinic: ClinicOfLetter): Letter => ({
  clinic,
  subject: `Your payment to ${clinic.name} is on its way back`,
  brief: "Your payment came too late for your time, and goes back to you. Please choose another time, or call us.",
  paragraphs: [
    "Your payment reached us after the time we could keep for you had run out, and somebody else has it now.",
    "The whole amount goes back to your card. Please choose another time, or call us and we will find one with you.",
  ],
});

/** `until`: when the page closes. */
export const askedPaymentLetter = (
  clinic: ClinicOfLetter,
  of: { amount: string; until: Date; url: string },
): Letter => ({
  clinic,
  subject: `A payment to ${clinic.name}`,
  brief: `Pay ${of.amount} by card here:`,
  paragraphs: ["You asked us for a page to pay on by card."],
  facts: [
    { name: "Amount", value: of.amount },
    { name: "Open until", value: sayMoment(of.until, clinic.timeZone, clinic.locale) },
  ],
  link: { label: "Pay by card", url: of.url },
  after: ["If you did not ask for it, call us before you pay."],
  because: "what you asked the clinic for",
});

export type BackTo = "card" | "gift_card" | "hand";

const backTo: Record<BackTo, string> = {
  card: "To the card you paid with",
  gift_card: "To the gift card you paid with",
  hand: "By the clinic, not to a card",
};

/** `amount` as it is printed. What came by card goes back to that card, which the bank shows some days later. */
export const refundLetter = (clinic: ClinicOfLetter, amount: string, to: BackTo): Letter => ({
  clinic,
  subject: `Your refund from ${clinic.name}`,
  brief: `${amount} has been given back to you${to === "hand" ? "" : `, ${backTo[to].replace("To", "to")}`}.`,
  paragraphs: ["We have given money back to you."],
  facts: [
    { name: "Amount", value: amount },
    { name: "How", value: backTo[to] },
  ],
  after: [
    ...(to === "card" ? ["Your bank may take some days to show it."] : []),
    "If this is not what you expected, call us or answer this mail.",
  ],
});

export const newPasswordLetter = (clinic: ClinicOfLetter, url: string, until: Date): Letter => ({
  clinic,
  subject: "Choose a new password for Taper",
  paragraphs: ["Somebody, we hope you, asked for a new password for your account. Choose it on the page below."],
  facts: [{ name: "Open until", value: sayMoment(until, clinic.timeZone, clinic.locale) }],
  link: { label: "Choose a new password", url },
  after: [
    "The link works once. Your old password works until you have chosen another.",
    "If you did not ask for it, you need do nothing. Tell the clinic’s owner if it happens again.",
  ],
  because: "somebody asked for a new password",
});

export type GiftOfLetter = {
  /** As they are printed. */
  amount: string;
  code: string;
  from: string;
  message: string | null;
};

const giftLines = [
  "It never expires, and costs nothing beside its amount. What is not used stays on it.",
  "Keep this mail as you would keep money: whoever knows the code can use it.",
];

/** To whom the card is for. What the buyer wrote stands as they wrote it. */
export const giftGivenLetter = (clinic: ClinicOfLetter, gift: GiftOfLetter, url: string): Letter => ({
  clinic,
  subject: `A gift card for ${clinic.name}`,
  paragraphs: [
    `${gift.from} has given you a gift card for ${clinic.name}.`,
    ...(gift.message ? [`They write: ${gift.message}`] : []),
  ],
  facts: [
    { name: "Amount", value: gift.amount },
    { name: "Code", value: gift.code },
  ],
  link: { label: "See, print or use it", url },
  after: giftLines,
  because: "a gift card that somebody bought for you",
});

/** To who bought it: with the code, unless the card goes to somebody else by mail. */
export const giftBoughtLetter = (clinic: ClinicOfLetter, gift: GiftOfLetter, url: string | null): Letter => ({
  clinic,
  subject: `Your gift card from ${clinic.name}`,
  paragraphs: [
    url === null
      ? "Thank you. The gift card is paid, and its letter is on its way to the person you named."
      : "Thank you. The gift card is paid. Give its code to whoever it is for, or print it.",
    "This is no receipt for a treatment: those are for visits.",
  ],
  facts: [
    { name: "Amount", value: `${gift.amount}, no tax` },
    ...(url === null ? [] : [{ name: "Code", value: gift.code }]),
  ],
  ...(url === null ? {} : { link: { label: "See or print it", url }, after: giftLines }),
  because: "a gift card that you bought",
});

/** What was left of it went back to the card it was bought with, or by hand. */
export const giftBackLetter = (clinic: ClinicOfLetter, amount: string, to: BackTo): Letter => ({
  ...refundLetter(clinic, amount, to),
  because: "a gift card that you bought",
});

/** Without an inviter it goes to who opened the clinic. */
export const invitationLetter = (clinic: ClinicOfLetter, inviter: string | null, url: string, until: Date): Letter => ({
  clinic,
  subject: `Join ${clinic.name} on Taper`,
  paragraphs: [
    inviter === null
      ? `${clinic.name} was opened with this e-mail address as its owner’s. Choose a password, and set it up.`
      : `${inviter} invites you to sign in for ${clinic.name}.`,
  ],
  facts: [{ name: "Open until", value: sayMoment(until, clinic.timeZone, clinic.locale) }],
  link: { label: "Look at the invitation", url },
  after: ["The link works once, and only for you. If you did not expect it, you need do nothing."],
  because: "an invitation by the clinic",
});

const refusedWords = {
  declined: "Your bank declined the card, and nothing was charged.",
  authentication_required: "Your bank wants to ask you first, and nothing was charged: confirm it on the page to pay.",
  no_card: "No card is kept for it any more, and nothing was charged.",
} as const;

export const failedInstalmentLetter = (
  clinic: ClinicOfLetter,
  of: { amount: string; dueOn: string; why: keyof typeof refusedWords; askAgainOn: string | null; url: string },
): Letter => ({
  clinic,
  subject: `An instalment to ${clinic.name} is still open`,
  brief: `An instalment of ${of.amount} is still open. Pay it here:`,
  paragraphs: [refusedWords[of.why]],
  facts: [
    { name: "Instalment", value: of.amount },
    { name: "Due on", value: of.dueOn },
  ],
  link: { label: of.why === "authentication_required" ? "Confirm and pay" : "Pay it now", url: of.url },
  after: [
    ...(of.askAgainOn ? [`We ask the card once more on ${of.askAgainOn}. Paid before, it is not asked again.`] : []),
    "The page opens with your birth date and a code that we send to this address. Your appointments stay as they are.",
  ],
});
