// The clinic's week in a few figures: what there is to do, and how the figures stand against a week before.
import { loadDays } from "../booking/load-days.ts";
import { planOn } from "../figures/known-plan.ts";
import type { TxCtx } from "../context/context.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { findBehind } from "./behind-pace.ts";
import { daysAhead, feesAtRisk } from "./fees-at-risk.ts";
import { hoursAhead } from "./hours-ahead.ts";
import type { OwnerFigures } from "./insights-views.ts";
import { findLapsed } from "./lapsed.ts";
import { loadDay, loadPlans } from "./load-history.ts";
import { sayUnbooked } from "./nothing-booked.ts";
import { readGround } from "./read-ground.ts";

export type Digest = {
  asOf: LocalDate;
  compare: LocalDate;
  /** How many people have nothing booked. */
  sentence: string;
  activePlans: number;
  unbookedPlans: number;
  behindPlans: number;
  lapsedPlans: number;
  /** Of the next four weeks, as on the page of the weeks ahead: fees in minor units, hours of everybody. */
  riskMinor: number;
  currency: string;
  openMin: number;
  bookedMin: number;
  figures: OwnerFigures;
  before: OwnerFigures;
};

/** As things stand now, the same figures as on the owner's page; the caller says who may read them. */
export async function digestOf(t: TxCtx): Promise<Digest> {
  const day = await loadDay(t, undefined);
  const { asOf, clinic } = day;
  const compare = addDays(asOf, -7);
  const ground = await readGround(t, day, compare, {}, 0);
  const known = (await loadPlans(t, clinic, asOf, "going_on")).flatMap((plan) => planOn(plan, asOf) ?? []);
  const { people, plans, plannedMinor } = ground.unbooked;
  const { weeks } = hoursAhead(await loadDays(t, { fromDate: asOf, days: daysAhead }));
  const { lines } = feesAtRisk(known, asOf);
  return {
    asOf,
    compare,
    sentence: sayUnbooked({ people, plannedMinor, currency: clinic.currency, locale: clinic.locale, past: null }),
    activePlans: ground.activePlans,
    unbookedPlans: plans,
    behindPlans: findBehind(known, asOf).length,
    lapsedPlans: findLapsed(known, asOf).length,
    riskMinor: lines.reduce((sum, { minor }) => sum + minor, 0),
    currency: clinic.currency,
    openMin: weeks.reduce((sum, { openMin }) => sum + openMin, 0),
    bookedMin: weeks.reduce((sum, { bookedMin }) => sum + bookedMin, 0),
    figures: ground.figuresOf({}),
    before: ground.beforeOf({}),
  };
}
