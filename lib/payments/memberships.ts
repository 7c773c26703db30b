// How memberships stand: a patient's own, with what is left of it and the next charge, and all of the clinic.
import { membershipOf, openMemberships, type MembershipRow } from "../../db/queries/memberships.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { viewMembershipOffers, type MembershipOfferView } from "./offer-membership.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { listPackages, type PackageView } from "./packages.ts";

export type MembershipView = {
  membershipId: string;
  offer: MembershipOfferView;
  status: "active" | "past_due" | "ended";
  /** Ends with the month that is paid. */
  cancelled: boolean;
  currency: string;
  /** None when it ends before. */
  nextChargeAt: Date | null;
  endsAt: Date | null;
  /** By hand: with the month that is paid, or at once while one is open. */
  canEnd: boolean;
  refusal: "declined" | "authentication_required" | null;
  askAgainAt: Date | null;
  /** Stripe's page where the bank's question can be answered. */
  payUrl: string | null;
  card: { brand: string; last4: string; expires: string } | null;
};

/** Null for whoever never had one. */
export async function viewMembership(
  ctx: Ctx,
  input: { patientId: string },
): Promise<{ membership: MembershipView | null; months: PackageView[] }> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  const months = (await listPackages(ctx, input)).filter((one) => one.ofMembership);
  return inTransaction(ctx, async (t) => {
    const row = await membershipOf(t.tx, t.clinicId, input.patientId);
    const [offer] = row ? await viewMembershipOffers(t, { ids: [row.offerId] }) : [];
    return { membership: row && offer && row.beganAt ? view(row, offer) : null, months };
  });
}

/** Whether there is anything to see of one: it is theirs, or could be. */
export async function hasMembershipPage(ctx: Ctx, input: { patientId: string }): Promise<boolean> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    const row = await membershipOf(t.tx, t.clinicId, input.patientId);
    return Boolean(row?.beganAt) || (await viewMembershipOffers(t, { online: true })).length > 0;
  });
}

function view(row: MembershipRow, offer: MembershipOfferView): MembershipView {
  const runs = row.endedAt === null;
  return {
    membershipId: row.id,
    offer,
    status: row.status as MembershipView["status"],
    cancelled: row.cancelled,
    currency: row.currency,
    nextChargeAt: runs && !row.cancelled && row.status === "active" ? row.periodEndsAt : null,
    endsAt: row.endedAt ?? (row.cancelled ? row.periodEndsAt : null),
    canEnd: runs && (!row.cancelled || row.status === "past_due"),
    refusal: row.refusal as MembershipView["refusal"],
    askAgainAt: row.askAgainAt,
    payUrl: row.payUrl,
    card:
      runs && row.cardLast4
        ? { brand: row.cardBrand ?? "", last4: row.cardLast4, expires: row.cardExpires ?? "" }
        : null,
  };
}

export type MemberLine = {
  membershipId: string;
  patientId: string;
  patientName: string;
  name: string;
  monthMinor: number;
  status: "active" | "past_due";
  cancelled: boolean;
  beganAt: Date;
  periodEndsAt: Date | null;
  refusal: MembershipView["refusal"];
};

/** Who has a membership now, refused ones first. */
export async function listMemberships(ctx: Ctx): Promise<MemberLine[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const rows = (await openMemberships(t.tx, t.clinicId)).filter(({ row }) => row.beganAt !== null);
    const offers = await viewMembershipOffers(t, { ids: [...new Set(rows.map(({ row }) => row.offerId))] });
    return rows.map(({ row, patientName }) => {
      const offer = offers.find(({ offerId }) => offerId === row.offerId)!;
      return {
        membershipId: row.id,
        patientId: row.patientId,
        patientName,
        name: offer.name,
        monthMinor: offer.monthMinor,
        status: row.status as MemberLine["status"],
        cancelled: row.cancelled,
        beganAt: row.beganAt!,
        periodEndsAt: row.periodEndsAt,
        refusal: row.refusal as MembershipView["refusal"],
      };
    });
  });
}
