// Reads what a service costs with a practitioner on a day, and the policy of a day.
import { policyRowAt, priceGround } from "../../db/queries/clinics.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import type { LocalDate } from "../time/dates.ts";
import type { PolicyView, PriceView } from "./catalogue-views.ts";
import { priceOf, registeredOn, taxRatesOf } from "./price.ts";

/** What to price: a service, with a practitioner when known (who bills decides the tax), on the local day of the visit. */
export type PriceQuestion = {
  serviceId: string;
  practitionerId?: string | undefined;
  date: LocalDate;
  /** Basis points taken off before tax. */
  discountBp?: number;
};

/** Answers prices from what was read before; refuses with `not_found` or, without a price, `not_bookable`. */
export type PriceBook = (question: PriceQuestion) => PriceView;

/** Reads all that prices of visits between two local days depend on. Refuses with `not_found`. */
export async function readPrices(ctx: Ctx, days: { from: LocalDate; to: LocalDate }): Promise<PriceBook> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async ({ tx }) => {
    const ground = await priceGround(tx, ctx.clinicId, { at: ctx.now, ...days });
    if (!ground) throw notFound("clinic");
    const { currency, services, people, offers, prices } = ground;
    const taxRates = taxRatesOf(ground.taxRates);
    return ({ serviceId, practitionerId, date, discountBp = 0 }) => {
      const service = services.find((row) => row.id === serviceId);
      const person = people.find((row) =>
        practitionerId
          ? row.id === practitionerId
          : offers.some((offer) => offer.serviceId === serviceId && offer.practitionerId === row.id),
      );
      if (!service || !person) throw notFound("service");
      const price = priceOf({
        prices,
        taxRates,
        serviceId,
        profession: service.profession,
        registeredForGst: registeredOn(person.gstRegisteredFrom, date),
        currency,
        date,
        discountBp,
      });
      if (!price) throw new Refusal("not_bookable", `${service.name} has no price on this day yet.`);
      return price;
    };
  });
}

/** Prices of several visits in one read, in the order asked; see {@link readPrices}. */
export async function pricesOn(ctx: Ctx, questions: readonly PriceQuestion[]): Promise<PriceView[]> {
  const dates = questions.map((question) => question.date).toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return [];
  return questions.map(await readPrices(ctx, { from, to }));
}

/** One price; see {@link pricesOn}. */
export async function priceOn(
  ctx: Ctx,
  serviceId: string,
  practitionerId: string | undefined,
  date: LocalDate,
): Promise<PriceView> {
  const [price] = await pricesOn(ctx, [{ serviceId, practitionerId, date }]);
  if (!price) throw notFound("service");
  return price;
}

/** The booking policy in force right now. Refuses with `not_bookable` when the clinic has none yet. */
export async function policyNow(ctx: Ctx): Promise<PolicyView> {
  return policyView(await inTransaction(ctx, ({ tx }) => policyRowAt(tx, ctx.clinicId, ctx.now)));
}

function policyView(row: Awaited<ReturnType<typeof policyRowAt>>): PolicyView {
  if (!row) throw new Refusal("not_bookable", "This clinic has no booking policy yet; its owner must set one.");
  const { clinicId: _clinic, id: _id, effectiveFrom: _from, ...policy } = row;
  return policy;
}
