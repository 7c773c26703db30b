// What placing a course on paper reads of its clinic, whoever it is for: people, templates, prices, payers. Kept for a minute.
import { offerRows } from "../../db/queries/clinics.ts";
import { closuresBetween, licencesOf, payerRuleRows, scopeRuleRows } from "../../db/queries/plans.ts";
import { templatesOn, type TemplateRow } from "../../db/queries/templates.ts";
import type { Catalogue } from "../clinic/catalogue-views.ts";
import { loadCatalogue } from "../clinic/load-catalogue.ts";
import { readPrices, type PriceBook } from "../clinic/price-on.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { payerFeesOf, type Funding } from "./course-money.ts";
import type { PeopleRows } from "./plan-people.ts";

export type ClinicGround = {
  today: LocalDate;
  catalogue: Catalogue;
  templates: TemplateRow[];
  people: Omit<PeopleRows, "consents">;
  fees: Funding["fees"];
  /** For any day from today on. */
  prices: PriceBook;
  /** Until past the booking horizon. */
  closures: { startsAt: Date; endsAt: Date }[];
};

/**
 * All of these are rows that somebody sets up and that then stand for months: for a question without consequences a minute is near
 * enough. What can be booked is asked of the calendar each time, and a plan that is drafted or accepted reads everything anew.
 */
const keptMs = 60_000;
const most = 100;
const kept = new Map<string, { ground: ClinicGround; readAt: number }>();

/** Outside any transaction. */
export async function keptGround(ctx: Ctx): Promise<ClinicGround> {
  const now = ctx.now.getTime();
  const known = kept.get(ctx.clinicId);
  if (known && known.readAt <= now && now < known.readAt + keptMs) return known.ground;
  const ground = await readGround(ctx);
  const oldest = kept.size >= most ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(ctx.clinicId, { ground, readAt: now });
  return ground;
}

const readGround = (ctx: Ctx): Promise<ClinicGround> =>
  inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const catalogue = await loadCatalogue(tctx);
    const today = dateIn(now, catalogue.clinic.timeZone);
    const ids = catalogue.practitioners.map(({ id }) => id);
    const past = new Date(now.getTime() + (catalogue.policy.horizonDays + 2) * 86_400_000);
    const [templates, offers, rules, licences, payerRules, prices, closures] = await Promise.all([
      templatesOn(tx, clinicId, today),
      offerRows(tx, clinicId),
      scopeRuleRows(tx, clinicId),
      ids.length ? licencesOf(tx, clinicId, ids) : [],
      payerRuleRows(tx, clinicId),
      readPrices(tctx, { from: today, to: addDays(today, 3650) }),
      closuresBetween(tx, clinicId, new Date(now.getTime() - 2 * 86_400_000), past),
    ]);
    const people = { offers, rules, licences };
    return { today, catalogue, templates, people, fees: payerFeesOf(payerRules), prices, closures };
  });
