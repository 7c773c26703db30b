// The owner's page: who has an active plan and nothing booked, and how well care happens as planned, as of any day.
import { callsAbout, templateNames } from "../../db/queries/insights.ts";
import { reviewedScreens } from "../../db/queries/screens.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import { Refusal } from "../errors.ts";
import type { Narrowing } from "../figures/count-figures.ts";
import { standingOf, stops } from "../intake/standing.ts";
import { addDays } from "../time/dates.ts";
import { ownerViewInput, type AskOwnerView } from "./insights-input.ts";
import type { NothingBooked, OwnerView } from "./insights-views.ts";
import { loadDay, type ClinicDay } from "./load-history.ts";
import { lastCallOf } from "./last-call.ts";
import { sayUnbooked } from "./nothing-booked.ts";
import type { UnbookedLine } from "./owner-ground.ts";
import { readGround } from "./read-ground.ts";

/** How far back the clinic's own past lies that it is compared with, unless asked otherwise. */
const comparedDays = 28;

/** More people than that are called by nobody in a day. */
const mostLines = 100;

/**
 * Every figure is drawn from facts known by the end of `asOf`, so a past day's page stays as it was. Refuses with `invalid` for a
 * day to come, or a comparison that is not before it.
 */
export async function ownerView(ctx: Ctx, input: AskOwnerView = {}): Promise<OwnerView> {
  mustMay(ctx, "see_adherence");
  const asked = parseAsked(ownerViewInput, input);
  return inTransaction(ctx, async (tctx) => {
    const day = await loadDay(tctx, asked.asOf);
    const { asOf, today, clinic, disciplines, practitioners } = day;
    const compare = asked.compare ?? addDays(asOf, -comparedDays);
    if (compare >= asOf)
      throw new Refusal("invalid", "Compare with an earlier day.", {
        fields: [{ field: "compare", message: "Choose a day before the other one." }],
      });
    const only = { disciplineId: asked.disciplineId, practitionerId: asked.practitionerId };
    const of = { templateCode: asked.templateCode, payer: asked.payer };
    const ground = await readGround(tctx, day, compare, { ...only, ...of }, mostLines);
    const { unbooked, working } = ground;
    const templates = asked.templates ? await templateNames(tctx.tx, tctx.clinicId) : [];
    const nothingBooked = await linesOf(tctx, day, unbooked.lines);
    const both = (more: Narrowing) => ({
      figures: ground.figuresOf({ ...only, ...more }),
      before: ground.beforeOf({ ...only, ...more }),
    });
    await record(tctx, [
      { deed: "insights.seen", subjectKind: "nothing_booked", detail: { asOf, plans: unbooked.plans } },
    ]);
    return {
      asOf,
      today,
      compare,
      sentence: sayUnbooked({
        people: unbooked.people,
        plannedMinor: unbooked.plannedMinor,
        currency: clinic.currency,
        locale: clinic.locale,
        past: asOf === today ? null : asOf,
      }),
      nothingBooked,
      unbookedPlans: unbooked.plans,
      plannedMinor: unbooked.plannedMinor,
      currency: clinic.currency,
      allVisitsHad: ground.allVisitsHad,
      activePlans: ground.activePlans,
      figures: {
        all: ground.figuresOf(only),
        byDiscipline: disciplines
          .filter(({ id }) => only.disciplineId === undefined || only.disciplineId === id)
          .map((one) => ({ ...one, ...both({ disciplineId: one.id }) })),
        byPractitioner: practitioners
          .filter(({ id }) => working.has(id) && (only.practitionerId === undefined || only.practitionerId === id))
          .map((one) => ({ ...one, ...both({ practitionerId: one.id }) })),
      },
      phases: ground.phases,
      before: ground.beforeOf(only),
      choices: { disciplines, practitioners: practitioners.filter(({ id }) => working.has(id)), templates },
    };
  });
}

async function linesOf(
  ctx: TxCtx,
  { disciplines, until }: ClinicDay,
  unbooked: readonly UnbookedLine[],
): Promise<NothingBooked[]> {
  const planIds = unbooked.map(({ planId }) => planId);
  const patientIds = [...new Set(unbooked.map(({ patientId }) => patientId))];
  const [calls, screens] = await together([
    callsAbout(ctx.tx, ctx.clinicId, planIds, "nothing_booked", until),
    reviewedScreens(ctx.tx, ctx.clinicId, patientIds),
  ]);
  return unbooked.map(({ disciplineIds, ...line }) => {
    return {
      ...line,
      disciplines: disciplines.filter(({ id }) => disciplineIds.includes(id)),
      reviewFirst: stops(standingOf(screens.filter(({ patientId }) => patientId === line.patientId))),
      lastCall: lastCallOf(calls, line.planId),
    };
  });
}
