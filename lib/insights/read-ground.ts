// Reads what the owner's page and the weekly mail are said from, by the quickest way that gives the same answers.
import { figuresKeptFrom } from "../../db/queries/figures.ts";
import type { TxCtx } from "../context/context.ts";
import type { Narrowing } from "../figures/count-figures.ts";
import type { LocalDate } from "../time/dates.ts";
import { chosenAmong, type OfWhich } from "./load-chosen.ts";
import { loadPlans, type ClinicDay } from "./load-history.ts";
import { groundOfFacts, type OwnerGround } from "./owner-ground.ts";
import { groundOfSummaries } from "./read-summaries.ts";

/** Today's from the summaries, where they reach back as far as is compared and tell apart what is asked for; else from the facts. `most`: lines of plans with nothing booked. */
export async function readGround(
  ctx: TxCtx,
  { clinic, asOf, today }: ClinicDay,
  compare: LocalDate,
  only: Narrowing & OfWhich,
  most: number,
): Promise<OwnerGround> {
  const kept = asOf === today && only.templateCode === undefined && only.payer === undefined;
  const keptFrom = kept ? await figuresKeptFrom(ctx.tx, ctx.clinicId) : null;
  if (keptFrom !== null && keptFrom <= compare) return groundOfSummaries(ctx, today, compare, only, most);
  const plansOf = async (day: LocalDate) => chosenAmong(await loadPlans(ctx, clinic, day), only);
  return groundOfFacts(
    { asOf, plans: await plansOf(asOf) },
    { asOf: compare, plans: await plansOf(compare) },
    only,
    most,
  );
}
