// The page on how long people stay: the curve by visits had, the year before beside it, and bookings missed by how early they were made.
import { plansWithout } from "../../db/queries/purpose-consents.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import { narrowed } from "../figures/count-figures.ts";
import { planOn, type KnownPlan } from "../figures/known-plan.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { careCurve, type CareCurve } from "./care-curve.ts";
import { retentionAsk, type AskRetention } from "./insights-input.ts";
import type { PlanChoices } from "./insights-views.ts";
import { noShowsByLead, type LeadLine } from "./lead-times.ts";
import { rebookedReckoning, type RebookedReckoning } from "./rebooked-at-visit.ts";
import { choicesOf, loadChosen } from "./load-chosen.ts";

export type RetentionView = {
  asOf: LocalDate;
  today: LocalDate;
  /** Plans that began on this day or later; null for all. */
  from: LocalDate | null;
  curve: CareCurve;
  /** Plans that began in as many days before; null without a first day. */
  earlier: { from: LocalDate; to: LocalDate; curve: CareCurve } | null;
  leads: LeadLine[];
  rebooked: RebookedReckoning;
  currency: string;
  choices: PlanChoices;
};

/** As known by the end of `asOf`, without the plans of who does not agree to statistics. Who looked is kept. */
export async function retentionView(ctx: Ctx, input: AskRetention = {}): Promise<RetentionView> {
  mustMay(ctx, "see_adherence");
  const { asOf: day, from, ...only } = parseAsked(retentionAsk, input);
  return inTransaction(ctx, async (tctx) => {
    const ground = await loadChosen(tctx, day, only);
    const { asOf, today } = ground;
    const refused = new Set(await plansWithout(tctx.tx, tctx.clinicId, "statistics"));
    const agreed = ground.chosen.filter(({ planId }) => !refused.has(planId));
    const known = agreed.flatMap((plan) => planOn(plan, asOf) ?? []);
    const begun = (first: LocalDate, last: LocalDate) =>
      known.filter(({ startedOn }) => first <= startedOn && startedOn <= last);
    const curveOf = (some: readonly KnownPlan[]) => careCurve(narrowed(some, only), asOf);
    const chosen = from === undefined ? known : begun(from, asOf);
    await record(tctx, [{ deed: "insights.seen", subjectKind: "retention", detail: { asOf, plans: chosen.length } }]);
    const days = from === undefined ? 0 : daysIn(from, asOf);
    return {
      asOf,
      today,
      from: from ?? null,
      curve: curveOf(chosen),
      earlier:
        from === undefined
          ? null
          : {
              from: addDays(from, -days),
              to: addDays(from, -1),
              curve: curveOf(begun(addDays(from, -days), addDays(from, -1))),
            },
      leads: noShowsByLead(chosen, only),
      rebooked: rebookedReckoning(chosen, asOf, only),
      currency: ground.clinic.currency,
      choices: choicesOf(ground),
    };
  });
}

const daysIn = (first: LocalDate, last: LocalDate): number => Math.max(1, daysBetween(first, last) + 1);
