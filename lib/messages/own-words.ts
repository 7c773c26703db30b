// What a clinic may say in its own words: subject, opening and the sentence of a text message of each kind, with a few things named in braces.
import { languageOf, phoneLanguage } from "../languages/language.ts";
import type { EventKind } from "../events/outbox.ts";
import type { Letter } from "./letter.ts";

/** Kinds that may be worded anew, with what each may name beside the clinic; nothing in any of them says what a visit is for. */
export const wordedKinds = {
  "appointment.booked": { name: "A visit is booked", names: ["time", "practitioner", "place"] },
  "appointment.moved": { name: "A visit has moved", names: ["time", "practitioner", "place"] },
  "appointment.cancelled": { name: "A visit is cancelled", names: ["time", "practitioner", "place"] },
  "appointment.reminder": { name: "Reminder of a visit", names: ["time", "practitioner", "place"] },
  "appointment.must_move": { name: "The clinic cannot keep a visit", names: ["time", "practitioner", "place"] },
  "visit.check_in": { name: "How it went", names: [] },
  "plan.offered": { name: "A plan to decide on", names: [] },
  "plan.booked": { name: "All visits of a plan are booked", names: ["count"] },
  "plan.nudge": { name: "Times for a visit without one", names: ["times"] },
  "plan.stopped": { name: "A plan has ended", names: [] },
  "waitlist.offer": { name: "An earlier time is free", names: ["time", "until"] },
  "waitlist.closed": { name: "The earlier time is taken", names: ["time", "moment"] },
} as const satisfies Partial<Record<EventKind, { name: string; names: readonly string[] }>>;

export type WordedKind = keyof typeof wordedKinds;

export const isWorded = (kind: string): kind is WordedKind => kind in wordedKinds;

/** Said by everybody who may be named in every kind. */
const always = ["clinic", "phone"];
export const namesFor = (kind: WordedKind): string[] => [...always, ...wordedKinds[kind].names];
/** A subject is read by whoever looks at the screen. */
export const namesForSubject = ["clinic"];

export type Words = { subject: string; opening: string; brief: string };

/** What stands in braces and is none of the names. */
export const unknownNames = (text: string, names: readonly string[]): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name).filter((name) => !names.includes(name));

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);

const paragraphs = (opening: string): string[] =>
  opening
    .split(/\n\s*\n/)
    .map((one) => one.replace(/\s*\n\s*/g, " ").trim())
    .filter(Boolean);

/** The letter in the clinic's own words; its facts, links and ending stay. */
export function inOwnWords(letter: Letter, phone: string, own: Words): Letter {
  const values = { ...letter.values, clinic: letter.clinic.name, phone };
  return {
    ...letter,
    subject: filled(own.subject, values),
    paragraphs: paragraphs(filled(own.opening, values)),
    // In a language that phones have no room for, the text message stays the English one.
    ...(phoneLanguage(languageOf(letter.clinic.locale)) === languageOf(letter.clinic.locale)
      ? { brief: filled(own.brief, values) }
      : {}),
  };
}
