// What memberships the clinic offers. An offer is never changed: another price, number or rule is another offer.
import { z } from "zod";
import { serviceRows } from "../../db/queries/clinics.ts";
import { addMembershipOffer, membershipOffersOf, retireMembershipOffer } from "../../db/queries/memberships.ts";
import { record } from "../audit/audit.ts";
import { amountInput, countInput } from "../clinic/setup-input.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";

export const offerMembershipInput = z.object({
  name: z.string().trim().min(3, "Enter what patients read.").max(60),
  month: amountInput.refine((minor) => minor >= 100, "Enter what a month costs, from 1.00 on."),
  sessions: countInput(1, 31),
  rollMonths: z.union([z.literal("never").transform(() => null), countInput(0, 12)]),
  serviceIds: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [...new Set(value === undefined ? [] : [value].flat())])
    .pipe(z.array(z.string()).min(1, "Choose at least one service.").max(40)),
  online: z
    .string()
    .optional()
    .transform((value) => value === "yes"),
});

export type MembershipOfferView = {
  offerId: string;
  name: string;
  /** Tax included. */
  monthMinor: number;
  sessions: number;
  /** See the table; null: an unused visit never lapses. */
  rollMonths: number | null;
  online: boolean;
  services: { serviceId: string; name: string }[];
  offeredAt: Date;
};

export async function offerMembership(
  ctx: Ctx,
  input: z.output<typeof offerMembershipInput>,
): Promise<{ offerId: string }> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const known = new Set((await serviceRows(t.tx, t.clinicId, t.now)).map(({ id }) => id));
    if (!input.serviceIds.every((id) => known.has(id))) throw notFound("service");
    const offerId = newId();
    const { clinicId } = t;
    const { name, month: monthMinor, sessions, rollMonths, online } = input;
    await addMembershipOffer(
      t.tx,
      { clinicId, id: offerId, name, monthMinor, sessions, rollMonths, online, offeredAt: t.now },
      input.serviceIds.map((serviceId) => ({ clinicId, id: newId(), offerId, serviceId })),
    );
    await record(t, [{ deed: "membership.offered", subjectKind: "membership_offer", subjectId: offerId }]);
    return { offerId };
  });
}

/** Whoever has joined goes on as they joined. */
export async function stopMembershipOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    if (!isId(input.offerId) || !(await retireMembershipOffer(t.tx, t.clinicId, input.offerId, t.now)))
      throw notFound("membership");
    await record(t, [{ deed: "membership.offer_ended", subjectKind: "membership_offer", subjectId: input.offerId }]);
  });
}

/** What is offered now, the cheapest first. */
export async function listMembershipOffers(ctx: Ctx, of: { online?: true } = {}): Promise<MembershipOfferView[]> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, (t) => viewMembershipOffers(t, of));
}

export async function viewMembershipOffers(
  t: TxCtx,
  of: { online?: true; ids?: readonly string[] },
): Promise<MembershipOfferView[]> {
  return (await membershipOffersOf(t.tx, t.clinicId, of)).map(({ offer, services }) => ({
    offerId: offer.id,
    name: offer.name,
    monthMinor: offer.monthMinor,
    sessions: offer.sessions,
    rollMonths: offer.rollMonths,
    online: offer.online,
    services: services.map(({ serviceId, name }) => ({ serviceId, name })),
    offeredAt: offer.offeredAt,
  }));
}
