// A session note out of what its form sent.
import type { SessionToSign } from "@/lib/charting/session-input";
import { movements } from "@/lib/charting/session-note";
import { text, texts } from "./typed";

type Typed = Record<string, string | string[]>;

/** Empty is nothing; what is no number stays one that the note's own shape refuses. */
const number = (typed: string): number | null => (typed === "" ? null : Number(typed));

/** Lines without a technique and a muscle are left out; movements that were not measured too. */
export function sessionOf(values: Typed): SessionToSign["session"] {
  const lines = Object.keys(values)
    .flatMap((name) => /^technique-(\d{1,3})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
  return {
    subjective: text(values, "subjective"),
    objective: text(values, "objective"),
    assessment: text(values, "assessment"),
    plan: text(values, "plan"),
    techniques: lines
      .filter((n) => text(values, `technique-${n}`) !== "" || text(values, `muscle-${n}`) !== "")
      .map((n) => ({
        technique: text(values, `technique-${n}`),
        muscle: text(values, `muscle-${n}`),
        side: (text(values, `side-${n}`) || "both") as "both",
        pressure: number(text(values, `pressure-${n}`)),
        minutes: number(text(values, `minutes-${n}`)),
      })),
    findings: texts(values, "place").map((place) => ({
      place,
      kind: (text(values, `kind-${place}`) || "local") as "local",
      familiar: text(values, `familiar-${place}`) === "yes",
      pain: number(text(values, `pain-${place}`)),
    })),
    motions: Object.keys(movements)
      .map((movement) => ({
        movement,
        before: number(text(values, `before-${movement}`)),
        after: number(text(values, `after-${movement}`)),
      }))
      .filter(({ before, after }) => before !== null || after !== null),
    tolerance: (text(values, "tolerance") || null) as null,
  };
}
