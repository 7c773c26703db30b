// What the day sheet and an appointment's page show beside the appointment: its place in a plan, what is owed, what happened.
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointmentFacts, charges, members, visits } from "../schema/index.ts";

/** Plan, number and length of the track of each planned visit. */
export async function placesOfVisits(tx: Tx, clinicId: string, visitIds: readonly string[]) {
  if (!visitIds.length) return [];
  const rows = await tx
    .select({
      visitId: visits.id,
      planId: visits.planId,
      number: visits.number,
      total: sql<number>`(select count(*)::int from visits v where v.clinic_id = ${clinicId}::uuid
        and v.track_id = visits.track_id and v.dropped_at is null)`,
    })
    .from(visits)
    .where(and(eq(visits.clinicId, clinicId), inArray(visits.id, [...visitIds])));
  return rows;
}

/** What patients still owe on each of these chains; chains without an open charge are left out. */
export async function owedOfChains(
  tx: Tx,
  clinicId: string,
  chainIds: readonly string[],
): Promise<{ chainId: string; openMinor: number }[]> {
  if (!chainIds.length) return [];
  const rows = await tx
    .select({
      chainId: charges.chainId,
      chargeId: charges.id,
      totalMinor: sql<string>`${charges.netMinor} + ${charges.taxMinor}`,
      paidMinor: sql<string>`coalesce((select sum(a.amount_minor) from payment_allocations a
        where a.clinic_id = ${clinicId}::uuid and a.charge_id = charges.id), 0)`,
    })
    .from(charges)
    .where(
      and(
        eq(charges.clinicId, clinicId),
        eq(charges.payer, "self"),
        isNull(charges.waivedAt),
        inArray(charges.chainId, [...chainIds]),
      ),
    );
  const open = new Map<string, number>();
  for (const row of rows)
    open.set(row.chainId, (open.get(row.chainId) ?? 0) + Number(row.totalMinor) - Number(row.paidMinor));
  return [...open].filter(([, openMinor]) => openMinor > 0).map(([chainId, openMinor]) => ({ chainId, openMinor }));
}

/** Everything recorded of an appointment, oldest first, with who did it. */
export const namedFacts = (tx: Tx, clinicId: string, appointmentId: string) =>
  tx
    .select({
      fact: appointmentFacts.fact,
      at: appointmentFacts.at,
      actorKind: appointmentFacts.actorKind,
      memberName: members.name,
      reason: appointmentFacts.reason,
      byWhom: appointmentFacts.byWhom,
      late: appointmentFacts.late,
    })
    .from(appointmentFacts)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, appointmentFacts.memberId)))
    .where(and(eq(appointmentFacts.clinicId, clinicId), eq(appointmentFacts.appointmentId, appointmentId)))
    .orderBy(asc(appointmentFacts.at), asc(appointmentFacts.id));
