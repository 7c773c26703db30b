// Patients' own pages are whole in French: what they and their parts say, what they refuse, and why a visit has no time.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lookWords } from "../../../components/audit/look-words.ts";
import { chargeNote, methodWord, payerWord } from "../../../components/desk/fact-words.ts";
import { checkInWords, warningWords } from "../../../components/following/check-in-words.ts";
import { diaryWords } from "../../../components/following/diary-words.ts";
import { choicesWords, stopWords } from "../../../components/messages/choices-words.ts";
import { dependantWords } from "../../../components/patients/dependant-words.ts";
import { buyGiftCardWords } from "../../../components/payments/buy-gift-card-words.ts";
import { failedWords } from "../../../components/payments/instalment-list.tsx";
import { refusalWords } from "../../../components/payments/membership-words.ts";
import { passkeyWords } from "../../../components/people/passkey-words.ts";
import { acceptWords } from "../../../components/plans/accept-words.ts";
import { codeDoorWords } from "../../../components/plans/code-door-words.ts";
import { triggerWords } from "../../../components/plans/flare-form.tsx";
import { moveVisitWords } from "../../../components/plans/move-visit-words.ts";
import { policyMeaning, policySentence, troubleWords } from "../../../components/plans/reflow-words.ts";
import { stateWords } from "../../../components/plans/taper-shape.ts";
import { CARE_LINES, stopText } from "../../../lib/intake/screen-text.ts";
import { purposes } from "../../../lib/intake/purposes.ts";
import { sayCare } from "../../../lib/intake/care-texts.ts";
import { ownTexts, sayIn, sayOwn } from "../../../lib/languages/say-in.ts";
import { ownCare } from "../../../lib/languages/phrases/own/care.ts";
import { tellAll } from "../../../lib/languages/tell.ts";
import { topicWords } from "../../../lib/messages/topics.ts";
import { instruments } from "../../../lib/outcomes/instruments.ts";
import { relations } from "../../../lib/patients/guardian-term.ts";
import { instalmentConsent } from "../../../lib/payments/instalment-consent.ts";
import { relaxationText } from "../../../lib/plans/course-words.ts";
import { phaseSteps } from "../../../lib/plans/phase-steps.ts";
import { planConsentText, planTextNotes } from "../../../lib/plans/plan-text.ts";
import { roleWords } from "../../../lib/staff/roles.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Of others' own making, and the same wherever they stand. */
const kept = new Set(["ICBC", "MSP", "WorkSafeBC", ""]);

const french = (english: string) => sayOwn("fr", english);
const unsaid = (texts: Iterable<string>) =>
  [...new Set(texts)].filter((text) => french(text) === text && !Object.hasOwn(ownTexts, text) && !kept.has(text));

/** The argument that begins at a place of a source, up to its closing bracket, and the texts in it; a figure stands for what is put in. */
function textsAt(source: string, from: number): string[] {
  const texts: string[] = [];
  let depth = 1;
  for (let at = from; depth > 0; at++) {
    const mark = source[at]!;
    if (mark === "(") depth++;
    if (mark === ")") depth--;
    if (mark !== '"' && mark !== "`") continue;
    const isKey = /(===|!==|\[)\s*$/.test(source.slice(0, at));
    let text = "";
    for (at++; source[at] !== mark; at++) {
      if (mark === "`" && source.startsWith("${", at)) {
        let inner = 1;
        for (at += 2; inner > 0; at++) inner += { "{": 1, "}": -1 }[source[at]!] ?? 0;
        at--;
        text += "7";
      } else text += source[at];
    }
    if (!isKey) texts.push(text);
  }
  return texts;
}

const said = (file: string): string[] => {
  const source = read(file);
  return [...source.matchAll(/(?<![\w.])(?:t|\(await ownTell\(\)\))\(/g)].flatMap((call) =>
    textsAt(source, call.index + call[0].length),
  );
};

const pages = globSync("app/[[]clinic]/{me,messages,plan,next,offer,pay,gift-cards}/**/*.tsx", { cwd: root });
const parts = globSync("components/**/*.{ts,tsx}", { cwd: root }).filter((file) =>
  read(file).includes("languages/tell"),
);
/** What stands in a part for the desk alone, or is but half a text where it stands. */
const forStaff =
  /^(\d minutes|the patient is away|you are away|Gift card \d\.|The rest of the course is out of shape|Nothing moves before the difference is accepted\.|Leave the course as it is|Days|Practitioner|The same if possible|Always the same|Visits that are booked stay booked, and what is left can be used as before\.)$/;

describe("in French", () => {
  test("patients' own pages say everything, and so do their parts", () => {
    expect(pages.length).toBeGreaterThan(14);
    const texts = [...pages, "app/[clinic]/acting-for.tsx", ...parts].flatMap(said);
    expect(texts.length).toBeGreaterThan(300);
    // Also those that stand in a table of the page first.
    for (const page of pages)
      texts.push(...[...read(page).matchAll(/"([A-Z][^"\n]* [^"\n]*[.?:!])"/g)].map(([, sentence]) => sentence!));
    expect(unsaid(texts).filter((text) => !forStaff.test(text))).toEqual([]);
  });

  test("no text of a page goes past what says it", () => {
    // Between two tags, or as what a part is handed to show.
    const shown =
      /^\s*[A-Z][a-z]+[a-z ,’]{4,}[.?]?\s*$|\b(?:title|lead|hint|label|legend|pendingLabel|caption)="[^"]*[a-z]/;
    const past = pages.flatMap((file) =>
      read(file)
        .split("\n")
        .filter((line) => shown.test(line)),
    );
    expect(past).toEqual([]);
  });

  test("tables of words are whole", () => {
    const texts: string[] = [];
    const tables = [
      buyGiftCardWords,
      checkInWords,
      diaryWords,
      choicesWords,
      stopWords,
      dependantWords,
      passkeyWords,
      acceptWords,
    ];
    for (const words of [...tables, codeDoorWords, moveVisitWords, topicWords, triggerWords, relations, roleWords])
      tellAll((text) => (texts.push(text), text), words);
    for (const words of [lookWords, chargeNote, methodWord, payerWord, failedWords, refusalWords, stateWords])
      texts.push(...Object.values(words));
    texts.push(...Object.values(purposes).map(({ name }) => name));
    texts.push(...Object.values(policySentence), ...Object.values(policyMeaning), ...planTextNotes);
    for (const { name } of Object.values(instruments)) if (!name.startsWith("Global")) texts.push(name);
    for (const kind of ["missed", "open", "outside", "away", "paused", "resumed", "decided"] as const)
      for (const visitIds of [["a"], ["a", "b"]]) texts.push(troubleWords({ kind, visitIds } as never, "patient"));
    for (const targetGap of [1, 3, 7, 14]) {
      const [step] = phaseSteps({ phases: [{ name: "one", targetGap, visits: 2 }] } as never, []);
      texts.push(`2 visits, ${step!.every}`);
    }
    expect(unsaid(texts)).toEqual([]);
    expect(french("2 visits, about every 2 weeks")).toBe("2 visites, environ toutes les 2 semaines");
  });

  test("texts about health and consents are there to be approved", () => {
    const texts = [...planConsentText, instalmentConsent.text, "If you take it back:"];
    for (const { text, refused } of Object.values(purposes)) texts.push(text, refused);
    texts.push(purposes.news.box);
    tellAll((text) => (texts.push(text), text), warningWords);
    for (const lines of Object.values(CARE_LINES))
      for (const tier of ["A", "B"] as const) {
        const { title, body, notice } = stopText(tier, lines);
        texts.push(title, body, notice);
      }
    expect(texts.filter((text) => sayCare("fr", text) === text)).toEqual([]);
    // They are not said by what needs nobody's word.
    expect(Object.keys(ownCare).filter((text) => text.length > 40 && french(text) !== text)).toEqual([]);
  });

  test("why a visit has no time is said to the last day and hour", () => {
    expect(french("From Tue, Dec 1 to Thu, Dec 3 you are away, and nothing else in the calendar suits.")).toBe(
      "Du mar. 1 déc. au jeu. 3 déc., vous êtes absent, et rien d’autre dans le calendrier ne convient.",
    );
    expect(
      french(
        "On Tue, Dec 1 there is no opening; another weekday (Monday) and 3 days more would place it on Fri, Dec 4.",
      ),
    ).toBe(
      "Le mar. 1 déc., il n’y a pas d’heure libre; un autre jour (lundi) et 3 jours de plus lui trouverait une place le ven. 4 déc.",
    );
    const ways = (kind: string, value: string) =>
      french(relaxationText({ kind, value, days: 2, day: 3, start: 810 } as never, "2026-12-01"));
    expect(ways("practitioner", "Tom Reid")).toBe("Tom Reid a de la place : ven. 4 déc. à 13 h 30.");
    expect(ways("part-of-day", "morning")).toBe(
      "Un autre moment de la journée conviendrait (le matin) : ven. 4 déc. à 13 h 30.",
    );
    for (const kind of ["weekday", "absence", "more-days", "wider-window"])
      expect(ways(kind, kind === "weekday" ? "Monday" : "Tue, Dec 1 to Thu, Dec 3")).not.toMatch(/would|planned|spite/);
  });

  test("what is short is said all the same", () => {
    expect(["booked, on time", "attended, late", "Safari on iPad", "Call 911", "3 left"].map(french)).toEqual([
      "réservée, au moment prévu",
      "visite faite, plus tard que prévu",
      "Safari sur iPad",
      "Appeler le 911",
      "3 restantes",
    ]);
  });

  test("what a clinic has named stays as it is", () => {
    for (const name of ["Consent to treatment", "Back and neck massage", "Massage on the chair", "Mina of Harbour"])
      expect(french(name)).toBe(name);
    expect(french("Consent to treatment waits for your signature.")).toBe(
      "Consent to treatment attend votre signature.",
    );
  });

  test("every refusal that these pages meet is known", () => {
    const files = [
      ...pages
        .map((page) => path.dirname(page))
        .flatMap((folder) => globSync(`${folder}/*.ts`.replace("[", "[[]"), { cwd: root })),
      ...["act-for", "guardian-input", "second-proof", "patient-session", "own-proof"].map(
        (name) => `lib/patients/${name}.ts`,
      ),
      ...["record-flare", "keep-diary", "diary-input"].map((name) => `lib/charting/${name}.ts`),
      ...["check-in-input", "record-check-in", "move-visit", "drop-provisional", "travel-dates", "accept-plan"].map(
        (name) => `lib/plans/${name}.ts`,
      ),
      ...[
        "replan-course",
        "pay-instalments",
        "use-gift-card",
        "from-gift-card",
        "buy-gift-card",
        "join-membership",
        "stop-membership",
      ].map((name) => `lib/payments/${name}.ts`),
      ...["me-door", "plan-page", "bound-input", "typed-start", "shown-starts"].map((name) => `lib/server/${name}.ts`),
      "lib/intake/treatment-consent.ts",
      "lib/intake/purpose-consent.ts",
    ];
    const sentences = files.flatMap((file) => {
      const text = read(file);
      return [
        ...text.matchAll(/new Refusal\(\s*"\w+",\s*"([^"]+)"/g),
        ...text.matchAll(/message: "([A-Z][^"]+)"/g),
        ...text.matchAll(/(?:wrong|problem)\("\w+", "([^"]+)"/g),
        ...text.matchAll(/\.(?:min|email|refine|enum)\([^)]*"([A-Z][^"]+\.)"/g),
      ].map(([, sentence]) => sentence!);
    });
    expect(sentences.length).toBeGreaterThan(40);
    const byStaff =
      /^(Say (what you have seen|how you made sure|why)|Choose whose record|Open your plan first|This flare was taken back|Somebody saved another|Write what the patient|Give it a title|A score)/;
    expect([...new Set(sentences)].filter((one) => !byStaff.test(one) && sayIn("fr", one) === one)).toEqual([]);
  });
});
