import { describe, expect, it } from "vitest";
import { inOwnWords, isWorded, unknownNames, wordedKinds, type WordedKind } from "../../../lib/messages/own-words.ts";
import { messageRulesInput, messageTextInput, whichTextInput } from "../../../lib/messages/messages-input.ts";
import { originalWords, sampleLetter } from "../../../lib/messages/sample-letters.ts";

const sample = {
  clinic: {
    name: "Harbour Clinic",
    phone: "+16045550100",
    email: "hello@harbour.test",
    timeZone: "America/Vancouver",
    locale: "en-CA",
  },
  practitioner: "Priya Nair",
  place: { name: "Main", address: "1 Main Street", arrival: "Ring twice." },
  now: new Date("2026-11-24T15:00:00Z"),
};
const kinds = Object.keys(wordedKinds) as WordedKind[];

describe("the words a clinic begins with", () => {
  it.each(kinds)("%s: put back into its letter they say exactly what the product says", (kind) => {
    const letter = sampleLetter(kind, sample, "http://localhost:3000/harbour");
    const words = originalWords(kind, sample);
    const again = inOwnWords(letter, "604 555 0100", words);
    expect(again.subject).toBe(letter.subject);
    expect(again.paragraphs).toEqual(letter.paragraphs);
    expect(again.brief).toBe(letter.brief);
    expect(messageTextInput.parse({ kind, ...words })).toMatchObject(words);
  });
});

describe("own words", () => {
  const typed = { kind: "appointment.reminder", subject: "See you at {clinic}", opening: "A word.", brief: "{time}" };

  it("name what the kind knows and nothing else", () => {
    expect(unknownNames("{time} {diagnosis} {}", ["time"])).toEqual(["diagnosis", ""]);
    const wrong = messageTextInput.safeParse({ ...typed, opening: "Your {service} at {time}" });
    expect(wrong.error?.issues[0]).toMatchObject({ path: ["opening"] });
    expect(wrong.error?.issues[0]?.message).toBe(
      "{service} cannot be named here; these can: {clinic}, {phone}, {time}, {practitioner}, {place}.",
    );
    expect(messageTextInput.safeParse({ ...typed, kind: "plan.stopped" }).error?.issues[0]?.path).toEqual(["brief"]);
  });

  it("keep time and people out of the subject, which anybody may see", () => {
    const wrong = messageTextInput.safeParse({ ...typed, subject: "With {practitioner}" });
    expect(wrong.error?.issues[0]).toMatchObject({ path: ["subject"] });
    expect(messageTextInput.safeParse({ ...typed, subject: "One\nBcc: all" }).success).toBe(false);
  });

  it("are paragraphs where empty lines part them, and braces that name nothing stay", () => {
    const letter = sampleLetter("appointment.reminder", sample, "");
    const own = { subject: "{clinic}", opening: "One\nline.\n\n \nTwo: {phone} {x}", brief: "With {practitioner}" };
    expect(inOwnWords(letter, "604 555 0100", own)).toMatchObject({
      subject: "Harbour Clinic",
      paragraphs: ["One line.", "Two: 604 555 0100 {x}"],
      brief: "With Priya Nair",
      facts: letter.facts,
    });
    expect(isWorded("patient.code")).toBe(false);
  });
});

describe("rules about messages as they are typed", () => {
  const typed = {
    from: "2026-12-01",
    earlyHours: "48",
    lateHours: "",
    onceBelowDays: "8",
    quietFrom: "21:00",
    quietTo: "08:30",
    weeklyCap: "6",
    nudgeDays: "7, 0 3",
    checkInHours: "",
    offersAtOnce: "5",
    offerMinutes: "120",
    holdMinutes: "3",
  };

  it("are read", () => {
    expect(messageRulesInput.parse({ ...typed, textTopics: "reminder" })).toMatchObject({
      lateHours: null,
      checkInHours: null,
      quietFrom: 1260,
      quietTo: 510,
      nudgeDays: [0, 3, 7],
      textTopics: ["reminder"],
    });
    expect(messageRulesInput.parse({ ...typed, nudgeDays: "" })).toMatchObject({ nudgeDays: [], textTopics: [] });
  });

  it.each([
    ["lateHours", "48"],
    ["quietFrom", "25:00"],
    ["nudgeDays", "0, soon"],
    ["earlyHours", "0"],
  ])("%s of %s is refused there", (field, value) => {
    expect(messageRulesInput.safeParse({ ...typed, [field]: value }).error?.issues[0]?.path).toEqual([field]);
  });
});

it("which text is meant can be said without its words", () => {
  expect(whichTextInput.parse({ kind: "plan.stopped" })).toEqual({ kind: "plan.stopped", language: "en" });
});
