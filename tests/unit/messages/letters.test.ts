// What mails say: the time as the clinic's clocks show it, a link, and never a word about health.
import { describe, expect, test } from "vitest";
import { headerText } from "../../../lib/gateways/mail-headers.ts";
import { languages, localeOf } from "../../../lib/languages/language.ts";
import { inTheirLanguage } from "../../../lib/messages/letter-in.ts";
import { letterHtml, letterText, type Letter } from "../../../lib/messages/letter.ts";
import { membershipEndedLetter, monthRefusedLetter } from "../../../lib/messages/membership-letters.ts";
import * as letters from "../../../lib/messages/letters.ts";

const clinic: letters.ClinicOfLetter = {
  name: "Harbour Clinic",
  phone: "+16045550100",
  email: "hello@clinic.example",
  timeZone: "America/Vancouver",
  locale: "en-CA",
};
const toronto = { ...clinic, timeZone: "America/Toronto" };
const visit = (start: string): letters.VisitOfLetter => ({
  start: new Date(start),
  practitionerName: "Priya Nair",
  place: { name: "Harbour Street", address: "12 Harbour Street", arrival: "Ring the bell." },
  cancelNoticeHours: 24,
});
const december = visit("2026-12-01T16:00:00Z");
const url = "https://clinic.example/harbour/booking/abc";
const when = (letter: Letter) => letter.facts?.find((fact) => fact.name === "When")?.value;

const lettersOf = (clinic: letters.ClinicOfLetter): Record<string, Letter> => ({
  booked: letters.bookedLetter(clinic, december, url),
  moved: letters.movedLetter(clinic, december, url),
  cancelled: letters.cancelledLetter(clinic, december, url),
  reminder: letters.reminderLetter(clinic, december, url),
  mustMove: letters.mustMoveLetter(clinic, december, [new Date("2026-12-02T16:00:00Z")], url),
  offer: letters.offerLetter(clinic, url, december.start),
  course: letters.courseLetter(clinic, [december.start, new Date("2026-12-08T16:00:00Z")], url),
  courseOfOne: letters.courseLetter(clinic, [december.start], url),
  stopped: letters.stoppedLetter(clinic, url),
  code: letters.codeLetter(clinic, "012345"),
  late: letters.latePaymentLetter(clinic),
  asked: letters.askedPaymentLetter(clinic, { amount: "$42.50", until: december.start, url }),
  refundToCard: letters.refundLetter(clinic, "$42.50", "card"),
  refundByHand: letters.refundLetter(clinic, "$42.50", "hand"),
  failedInstalment: letters.failedInstalmentLetter(clinic, {
    amount: "$120.03",
    dueOn: "Thursday, 10 December",
    why: "authentication_required",
    askAgainOn: "Sunday, 13 December",
    url,
  }),
  refundToGiftCard: letters.refundLetter(clinic, "$42.50", "gift_card"),
  nudge: letters.nudgeLetter(clinic, [{ start: december.start, practitionerName: "Priya Nair" }], url),
  earlier: letters.offeredTimeLetter(clinic, december.start, new Date("2026-11-30T16:00:00Z"), url),
  lost: letters.lostTimeLetter(clinic, december.start),
  monthDeclined: monthRefusedLetter(clinic, {
    amount: "$119.00",
    why: "declined",
    askAgainOn: "Sunday, 13 December",
    url,
  }),
  monthAsksBank: monthRefusedLetter(clinic, {
    amount: "$119.00",
    why: "authentication_required",
    askAgainOn: null,
    url,
  }),
  membershipEnded: membershipEndedLetter(clinic, { url }),
});
const all = lettersOf(clinic);

const everyPiece = ({ subject, brief, paragraphs, facts = [], link, otherLink, after = [] }: Letter): string[] => [
  subject,
  ...(brief === undefined ? [] : [brief]),
  ...paragraphs,
  ...facts.flatMap(({ name, value }) => [name, value]),
  ...[link, otherLink].flatMap((one) => (one ? [one.label] : [])),
  ...after,
];

/** Names, amounts and dates are the same in every language, or were written in it before. */
const ofEveryLanguage =
  /^(Priya Nair|Harbour Street, 12 Harbour Street|Ring the bell\.|\d+|\$[\d.]+|[^,]*20\d\d[^,]*(, heure de Vancouver)?|Code|[A-Z][a-z]+day, \d+ December)$/;

describe.each(languages.filter((one) => one !== "en"))("a letter in %s", (language) => {
  const locale = localeOf(language, "en-CA");

  test.each(Object.entries(lettersOf({ ...clinic, locale })))("%s says every piece in it", (_name, letter) => {
    const said = everyPiece(inTheirLanguage(letter));
    const left = everyPiece(letter).filter(
      (english, at) =>
        said[at] === english &&
        !ofEveryLanguage.test(english) &&
        !(english === letter.brief && language !== "fr") &&
        !(language !== "fr" && /\p{Script=Han}|\p{Script=Gurmukhi}/u.test(english)),
    );
    expect(left).toEqual([]);
    expect(letterText(inTheirLanguage(letter))).not.toContain("You receive this");
    expect(letterHtml(letter)).toContain(`<html lang="${locale}" dir="ltr">`);
  });
});

// A mail is read over a shoulder, on a lock screen, by whoever shares the address.
const telling =
  /massage|physio|acupuncture|osteopath|needling|pain|injur|whiplash|neck|headache|treatment|therap|health|diagnos|symptom|plan\b|course|reassess|screen|icbc|worksafe|insur|claim|PST|PDT|EST|EDT/i;

describe.each(Object.entries(all))("the %s letter", (_name, letter) => {
  test("UR-01 says nothing of health, plans or payers, in subject, text or HTML", () => {
    expect(letter.subject).not.toMatch(telling);
    expect(letterText(letter)).not.toMatch(telling);
    expect(letterHtml(letter).replace(/<[^>]*>/g, " ")).not.toMatch(telling);
  });

  test("says who writes and how to reach them, in text and HTML alike", () => {
    for (const shown of [letterText(letter), letterHtml(letter)]) {
      expect(shown).toContain("Harbour Clinic");
      expect(shown).toContain("604");
      expect(shown).toContain("hello@clinic.example");
      for (const { value } of letter.facts ?? []) expect(shown).toContain(value);
      expect(shown).toContain(letter.link?.url ?? "");
    }
  });
});

describe("times", () => {
  test("British Columbia keeps UTC-7 through the winter", () => {
    expect(when(all["booked"]!)).toBe("Tuesday, December 1, 2026 at 9:00 am, Vancouver time");
    expect(when(letters.bookedLetter(clinic, visit("2027-01-15T17:30:00Z"), url))).toContain("10:30 am");
    expect(when(letters.bookedLetter(clinic, visit("2026-07-01T16:00:00Z"), url))).toContain("9:00 am");
  });

  test("Toronto is said as its clocks show on both sides of a change", () => {
    const at = (start: string) => when(letters.bookedLetter(toronto, visit(start), url));
    // Clocks go back on 2026-11-01 and forward on 2027-03-14.
    expect(at("2026-10-31T14:00:00Z")).toBe("Saturday, October 31, 2026 at 10:00 am, Toronto time");
    expect(at("2026-11-02T14:00:00Z")).toBe("Monday, November 2, 2026 at 9:00 am, Toronto time");
    expect(at("2027-03-13T14:00:00Z")).toBe("Saturday, March 13, 2027 at 9:00 am, Toronto time");
    expect(at("2027-03-15T14:00:00Z")).toBe("Monday, March 15, 2027 at 10:00 am, Toronto time");
  });

  test("the notice that is promised is the one of the booking", () => {
    const letter = letters.reminderLetter(clinic, { ...december, cancelNoticeHours: 48 }, url);
    expect(letterText(letter)).toContain("until 48 hours before the start");
  });
});

describe("HTML", () => {
  const mean = `<img src=x onerror="alert('1')"> & Söhne`;
  const letter = letters.bookedLetter(
    { ...clinic, name: mean, email: mean },
    { ...december, practitionerName: mean, place: { name: mean, address: mean, arrival: mean } },
    `https://clinic.example/?a=1&b="><script>`,
  );

  test("ML-01 never lets a name become markup", () => {
    const html = letterHtml(letter);
    expect(html).not.toMatch(/<img|<script|onerror="/);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Söhne");
    expect(html).toContain('href="https://clinic.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;"');
  });

  const corpus = [
    mean,
    "<script>alert(1)</script>",
    "</td></tr></table><form action=https://evil.example><input name=p>",
    `" onmouseover="alert(1)`,
    "' onfocus='alert(1)",
    "<a href=https://evil.example>pay here</a>",
    "javascript:alert(1)",
    "&lt;b&gt;&#60;i&#62;",
    "{{7*7}} ${7*7} <%= 7 %>",
    "]]><!--<style>*{}</style>",
    "Ada\r\nBcc: eve@evil.example",
    "\u202egnp.exe \u2028 \u0000",
  ];

  test.each(corpus)("ML-01 no letter lets %j become markup, a link or a second line of its subject", (typed) => {
    const made = (said: string) => {
      const from = { ...clinic, name: said, email: said, phone: said };
      const seen = { ...december, practitionerName: said, place: { name: said, address: said, arrival: said } };
      return [
        letters.bookedLetter(from, seen, url),
        letters.movedLetter(from, seen, url),
        letters.cancelledLetter(from, seen, url),
        letters.reminderLetter(from, seen, url),
        letters.mustMoveLetter(from, seen, [december.start], url),
        letters.offerLetter(from, url, december.start),
        letters.courseLetter(from, [december.start], url),
        letters.stoppedLetter(from, url),
        letters.codeLetter(from, said),
        letters.latePaymentLetter(from),
        letters.askedPaymentLetter(from, { amount: said, until: december.start, url }),
        letters.refundLetter(from, said, "card"),
        letters.giftGivenLetter(from, { amount: said, code: said, from: said, message: said }, url),
        letters.giftBoughtLetter(from, { amount: said, code: said, from: said, message: said }, url),
        letters.giftBackLetter(from, said, "gift_card"),
        letters.invitationLetter(from, said, url, december.start),
        letters.newPasswordLetter(from, url, december.start),
        letters.nudgeLetter(from, [{ start: december.start, practitionerName: said }], url),
        letters.checkInLetter(from, url),
        letters.offeredTimeLetter(from, december.start, december.start, url),
        letters.lostTimeLetter(from, december.start),
        letters.failedInstalmentLetter(from, { amount: said, dueOn: said, why: "declined", askAgainOn: said, url }),
      ];
    };
    // Every writer of a letter is among them.
    expect(made("").length).toBe(Object.values(letters).length);
    const skeleton = (one: Letter) => letterHtml(one).match(/<[^>]*>/g);
    const plain = made("plain").map(skeleton);
    expect(made(typed).map(skeleton)).toEqual(plain);
    for (const one of made(typed)) expect(headerText(one.subject)).not.toMatch(/[\r\n\u2028\0]/);
  });

  test("the text is left as it is", () => {
    expect(letterText(letter)).toContain(`With: ${mean}`);
  });
});
