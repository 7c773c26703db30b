/** `npm run -s rules < cases.json`: the clinical, payer and figure rules on standard input, over the rows the seed ships. */

import { pathToFileURL } from "node:url";
import { z } from "zod";
import { payerFees } from "../db/seed/rows/payer-fees.ts";
import { scopeRules } from "../db/seed/rows/scope-rules.ts";
import { taxRates } from "../db/seed/rows/tax-rates.ts";
import { scopeInput } from "../lib/charting/scope-input.ts";
import { checkScope } from "../lib/charting/scope.ts";
import { taxInput } from "../lib/clinic/tax-input.ts";
import { taxOf } from "../lib/clinic/tax.ts";
import { adherenceInput } from "../lib/insights/adherence-input.ts";
import { adherenceOf } from "../lib/figures/adherence.ts";
import { retentionInput } from "../lib/insights/retention-input.ts";
import { retentionCurve } from "../lib/insights/retention.ts";
import { screenInput } from "../lib/intake/screen-input.ts";
import { screenTier } from "../lib/intake/screen.ts";
import { afterFlares, detectFlare } from "../lib/outcomes/flare.ts";
import { proposeNext } from "../lib/outcomes/progress.ts";
import { afterFlaresInput, flareInput, progressInput } from "../lib/outcomes/score-input.ts";
import { fundingInput } from "../lib/plans/funding-input.ts";
import { fundVisit } from "../lib/plans/funding.ts";
import { windowInput } from "../lib/plans/window-input.ts";
import { windowState } from "../lib/plans/window.ts";
import { answerInput, type Unanswered } from "./answer-input.ts";

const HELP = `Reads an array of cases {"rule": name, "input": {…}} as JSON on standard input and writes an array of the
outputs, in the same order, on standard output. A case that cannot be answered gets {"error", "message"} in its place;
what is no array of cases gets it alone, with exit code 1.

  npm run -s rules < cases.json

Rules: RULES
Dates are YYYY-MM-DD, money whole cents, scores numbers. null means missing; fields a rule does not know are ignored.
`;

export type RuleError = { error: "unknown_rule" | "invalid"; message: string };

type Rule = (input: unknown) => unknown;

const invalid = (message: string): RuleError => ({ error: "invalid", message });

function rule<Shape extends z.ZodType>(shape: Shape, run: (facts: z.output<Shape>) => unknown): Rule {
  return (input) => {
    const parsed = shape.safeParse(withoutNulls(input));
    return parsed.success ? run(parsed.data) : invalid(z.prettifyError(parsed.error));
  };
}

/** Drops fields that are null, as null means missing; an element of a list keeps its place. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => (field === null ? [] : [[key, withoutNulls(field)]])),
  );
}

const rules = new Map<string, Rule>([
  ["screen", rule(screenInput, screenTier)],
  ["window", rule(windowInput, ({ gap, ...window }) => ({ state: windowState(window, gap) }))],
  ["progress", rule(progressInput, proposeNext)],
  ["flare", rule(flareInput, detectFlare)],
  ["afterFlares", rule(afterFlaresInput, afterFlares)],
  ["scope", rule(scopeInput, (facts) => checkScope(scopeRules, facts))],
  ["funding", rule(fundingInput, (facts) => fundVisit(payerFees, facts))],
  ["tax", rule(taxInput(taxRates), (facts) => taxOf(taxRates, facts))],
  ["adherence", rule(adherenceInput, ({ asOf, plans }) => adherenceOf(asOf, plans))],
  ["km", rule(retentionInput, retentionCurve)],
]);

const caseShape = z.object({ rule: z.string(), input: z.unknown() });

/** The output of one case, or why there is none. */
export function answerCase(one: unknown): unknown {
  const parsed = caseShape.safeParse(one);
  if (!parsed.success) return invalid('a case is {"rule": name, "input": {…}}');
  const run = rules.get(parsed.data.rule);
  if (!run) {
    const message = `there is no rule "${parsed.data.rule}"; there are ${[...rules.keys()].join(", ")}`;
    return { error: "unknown_rule", message } satisfies RuleError;
  }
  return run(parsed.data.input);
}

/** The outputs of the cases in order, or why there are none. */
export function answerCases(value: unknown): unknown[] | Unanswered {
  if (Array.isArray(value)) return value.map(answerCase);
  return invalid('standard input must be an array of {"rule": name, "input": {…}}; see --help');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await answerInput(HELP.replace("RULES", [...rules.keys()].join(", ")), answerCases);
}
