// The clinic's week in a few figures: what there is to do, and how the figures stand against a week before.
import { planOn } from "../figures/known-plan.ts";
import type { TxCtx } from "../context/context.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { findBehind } from "./behind-pace.ts";
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
  return {
    asOf,
    compare,
    sentence: sayUnbooked({ people, plannedMinor, currency: clinic.currency, locale: clinic.locale, past: null }),
    activePlans: ground.activePlans,
    unbookedPlans: plans,
    behindPlans: findBehind(known, asOf).length,
    lapsedPlans: findLapsed(known, asOf).length,
    figures: ground.figuresOf({}),
    before: ground.beforeOf({}),
  };
}
