// The helper over all answers: it stops on every sign that the health questions stop on, and never says what somebody has.
import { describe, expect, it } from "vitest";
import {
  adviseNext,
  durations,
  places,
  warningQuestions,
  type HelperAnswers,
} from "../../../lib/intake/assess-helper.ts";
import { screenQuestions } from "../../../db/seed/rows/screen-questions.ts";
import { screenTier, signsOf } from "../../../lib/intake/screen.ts";

const first = warningQuestions.filter(({ when }) => !when);
const furtherOf = (id: string) => warningQuestions.find(({ when }) => when?.question === id);
const answers = (more: Partial<HelperAnswers> = {}): HelperAnswers => ({
  where: "neck",
  howLong: "weeks",
  signs: ["none"],
  further: {},
  ...more,
});

/** Not ticked, ticked, or ticked with each answer to its further question. */
const waysOf = (id: string): { ticked: boolean; further?: Record<string, string> }[] => {
  const further = furtherOf(id);
  return [
    { ticked: false },
    { ticked: true },
    ...(further?.answers.map((answer) => ({ ticked: true, further: { [further.id]: answer } })) ?? []),
  ];
};

type Signs = { signs: string[]; further: Record<string, string> };

const joined = (some: readonly Signs[], more: readonly Signs[]): Signs[] =>
  some.flatMap((one) =>
    more.map((other) => ({ signs: [...one.signs, ...other.signs], further: { ...one.further, ...other.further } })),
  );

/** Every way to answer the four matters with a further question, beside none, one or two of the others. */
function everyAnswer(): Signs[] {
  const deep = first
    .filter(({ id }) => furtherOf(id))
    .map(({ id }) => waysOf(id).map(({ ticked, further = {} }) => ({ signs: ticked ? [id] : [], further })))
    .reduce(joined);
  const others = first.filter(({ id }) => !furtherOf(id)).map(({ id }) => id);
  const some = [[], ...others.flatMap((one, at) => [[one], ...others.slice(at + 1).map((other) => [one, other])])];
  return joined(
    deep,
    some.map((signs) => ({ signs, further: {} })),
  );
}

describe("should I be assessed", () => {
  it("asks the warning signs of the health questions that stop a booking, and no others", () => {
    expect(first.map(({ tier }) => tier)).not.toContain("C");
    expect(first.length).toBe(screenQuestions.filter(({ tier, when }) => !when && tier !== "C").length);
    expect(first.length).toBeGreaterThan(10);
  });

  it("answers as the screening noun does", () => {
    const stops = { A: 0, B: 0 };
    let count = 0;
    for (const { signs, further } of everyAnswer()) {
      count += 1;
      const said = adviseNext(answers({ signs: signs.length ? signs : ["none"], further }));
      // Reckoned here by the whole questionnaire, the rest of it answered "no".
      const whole = Object.fromEntries(
        screenQuestions.flatMap(({ id, when }) =>
          when ? (further[id] ? [[id, further[id]]] : []) : [[id, signs.includes(id) ? "yes" : "no"]],
        ),
      );
      const read = signsOf(screenQuestions, whole);
      const open = read.missing.length > 0;
      const { tier } = screenTier(read);
      if (said.next === "assess" && (open || tier !== "clear"))
        throw new Error(`goes on with ${JSON.stringify(signs)}`);
      if (said.next === "stop" && said.tier !== tier) throw new Error(`another tier with ${JSON.stringify(signs)}`);
      if (said.next === "answer" && !open) throw new Error(`asks again with ${JSON.stringify(signs)}`);
      if (said.next === "stop") stops[said.tier] += 1;
    }
    expect(count).toBeGreaterThan(30_000);
    expect(Math.min(stops.A, stops.B)).toBeGreaterThan(0);
  }, 30_000);

  it.each(first.map(({ id }) => id))(
    "%s alone never ends in a booking, also beside “none of these” and without the rest",
    (id) => {
      for (const more of [{}, { where: "", howLong: "" }])
        expect(adviseNext(answers({ signs: [id, "none"], ...more })).next).not.toBe("assess");
    },
  );

  it("stops at once for an emergency, whatever is still open", () => {
    expect(adviseNext({ where: "", howLong: "", signs: ["sudden_headache", "fever"], further: {} })).toEqual({
      next: "stop",
      tier: "A",
    });
    expect(adviseNext(answers({ signs: ["fever"], further: { fever_with: "unsure" } }))).toEqual({
      next: "stop",
      tier: "A",
    });
  });

  it("asks for what is missing, by name, and believes nothing that is not of the list", () => {
    expect(adviseNext({ where: "", howLong: "forever", signs: [], further: {} })).toEqual({
      next: "answer",
      missing: ["where", "howLong", "signs"],
    });
    expect(adviseNext(answers({ where: "toString", signs: ["constructor"] }))).toEqual({
      next: "answer",
      missing: ["where", "signs"],
    });
    expect(adviseNext(answers({ signs: ["fever"] }))).toEqual({ next: "answer", missing: ["fever_with"] });
  });

  it("leads from every place and time to disciplines and a sentence that names no condition and promises nothing", () => {
    for (const where of Object.keys(places))
      for (const howLong of Object.keys(durations)) {
        const said = adviseNext(answers({ where, howLong }));
        if (said.next !== "assess") throw new Error(`${where} ${howLong} leads nowhere`);
        expect(said.disciplines.length).toBeGreaterThan(0);
        expect(said.because).not.toMatch(
          /you have|diagnos|migraine|tension|cervicogenic|whiplash|cure|will go away|nothing serious|fine/i,
        );
      }
  });
});
