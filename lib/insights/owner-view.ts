// The owner's page: who has an active plan and nothing booked, and how well care happens as planned, as of any day.
import { callsAbout } from "../../db/queries/insights.ts";
import { reviewedScreens } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { standingOf, stops } from "../intake/standing.ts";
import { addDays } from "../time/dates.ts";
import { ownerViewInput, type AskOwnerView } from "./insights-input.ts";
import type { NothingBooked, OwnerView } from "./insights-views.ts";
import { planOn, type KnownPlan } from "./known-plan.ts";
import { loadHistory, type ClinicHistory } from "./load-history.ts";
import { callKind } from "./log-call.ts";
import { findUnbooked, sayUnbooked, type UnbookedPlan } from "./nothing-booked.ts";
import { narrowed, ownerFigures, phaseLines } from "./owner-figures.ts";
import { parseAsked } from "../context/parse-asked.ts";

/** How far back the clinic's own past lies that it is compared with, unless asked otherwise. */
const comparedDays = 28;

/**
 * Every figure is drawn from facts known by the end of `asOf`, so a past day's page stays as it was. Refuses with `invalid` for a
 * day to come, or a comparison that is not before it.
 */
export async function ownerView(ctx: Ctx, input: AskOwnerView = {}): Promise<OwnerView> {
  mustMay(ctx, "see_adherence");
  const asked = parseAsked(ownerViewInput, input);
  return inTransaction(ctx, async (tctx) => {
    const history = await loadHistory(tctx, asked.asOf);
    const { asOf, today, clinic, disciplines, practitioners } = history;
    const compare = asked.compare ?? addDays(asOf, -comparedDays);
    if (compare >= asOf)
      throw new Refusal("invalid", "Compare with an earlier day.", {
        fields: [{ field: "compare", message: "Choose a day before the other one." }],
      });
    const only = { disciplineId: asked.disciplineId, practitionerId: asked.practitionerId };
    const known = history.plans.flatMap((plan) => planOn(plan, asOf) ?? []);
    const earlier = history.plans.flatMap((plan) => planOn(plan, compare) ?? []);
    const found = findUnbooked(known, asOf, only);
    const nothingBooked = await linesOf(tctx, history, found.unbooked);
    const plannedMinor = nothingBooked.reduce((sum, line) => sum + line.plannedMinor, 0);
    const both = (more: typeof only) => ({
      figures: ownerFigures(known, asOf, { ...only, ...more }),
      before: ownerFigures(earlier, compare, { ...only, ...more }),
    });
    const working = peopleIn(known);
    await record(tctx, [
      { deed: "insights.seen", subjectKind: "nothing_booked", detail: { asOf, plans: nothingBooked.length } },
    ]);
    return {
      asOf,
      today,
      compare,
      sentence: sayUnbooked({
        people: new Set(nothingBooked.map(({ patientId }) => patientId)).size,
        plannedMinor,
        currency: clinic.currency,
        locale: clinic.locale,
        past: asOf === today ? null : asOf,
      }),
      nothingBooked,
      plannedMinor,
      currency: clinic.currency,
      allVisitsHad: found.allVisitsHad,
      activePlans: found.activePlans,
      figures: {
        all: ownerFigures(known, asOf, only),
        byDiscipline: disciplines
          .filter(({ id }) => only.disciplineId === undefined || only.disciplineId === id)
          .map((one) => ({ ...one, ...both({ ...only, disciplineId: one.id }) })),
        byPractitioner: practitioners
          .filter(({ id }) => working.has(id) && (only.practitionerId === undefined || only.practitionerId === id))
          .map((one) => ({ ...one, ...both({ ...only, practitionerId: one.id }) })),
      },
      phases: phaseLines(narrowed(known, only), asOf),
      before: ownerFigures(earlier, compare, only),
      choices: { disciplines, practitioners: practitioners.filter(({ id }) => working.has(id)) },
    };
  });
}

/** Everybody who gave a visit of a plan, or was to give one. */
const peopleIn = (plans: readonly KnownPlan[]): Set<string> =>
  new Set(plans.flatMap((plan) => plan.visits.map(({ practitionerId }) => practitionerId)));

async function linesOf(
  ctx: TxCtx,
  { disciplines, until }: ClinicHistory,
  unbooked: readonly UnbookedPlan[],
): Promise<NothingBooked[]> {
  const planIds = unbooked.map(({ plan }) => plan.history.planId);
  const patientIds = [...new Set(unbooked.map(({ plan }) => plan.history.patientId))];
  const calls = await callsAbout(ctx.tx, ctx.clinicId, planIds, callKind, until);
  const screens = await reviewedScreens(ctx.tx, ctx.clinicId, patientIds);
  return unbooked.map(({ plan: { history }, disciplineIds, ...rest }) => {
    const call = calls.find(({ planId }) => planId === history.planId);
    return {
      planId: history.planId,
      patientId: history.patientId,
      patientName: history.patientName,
      patientMobile: history.patientMobile,
      disciplines: disciplines.filter(({ id }) => disciplineIds.includes(id)),
      ...rest,
      reviewFirst: stops(standingOf(screens.filter(({ patientId }) => patientId === history.patientId))),
      lastCall: call?.at ? { outcome: call.outcome ?? "", at: call.at, by: call.by ?? "", note: call.note } : null,
    };
  });
}
