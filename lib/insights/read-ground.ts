// Reads what the owner's page and the weekly mail are said from, by the quickest way that gives the same answers.
import { figuresKeptFrom } from "../../db/queries/figures.ts";
import type { TxCtx } from "../context/context.ts";
import type { Narrowing } from "../figures/count-figures.ts";
import type { LocalDate } from "../time/dates.ts";
import { loadPlans, type ClinicDay } from "./load-history.ts";
import { groundOfFacts, type OwnerGround } from "./owner-ground.ts";
import { groundOfSummaries } from "./read-summaries.ts";

/** Today's from the summaries, where they reach back as far as is compared; else from the facts. `most`: lines of plans with nothing booked. */
export async function readGround(
  ctx: TxCtx,
  { clinic, asOf, today }: ClinicDay,
  compare: LocalDate,
  only: Narrowing,
  most: number,
): Promise<OwnerGround> {
  const keptFrom = asOf === today ? await figuresKeptFrom(ctx.tx, ctx.clinicId) : null;
  if (keptFrom !== null && keptFrom <= compare) return groundOfSummaries(ctx, today, compare, only, most);
  return groundOfFacts(
    { asOf, plans: await loadPlans(ctx, clinic, asOf) },
    { asOf: compare, plans: await loadPlans(ctx, clinic, compare) },
    only,
    most,
  );
}
