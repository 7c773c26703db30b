// What a message needs to know, read at the moment it is sent.
import { and, desc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  accessCodes,
  appointments,
  clinics,
  locations,
  messageRules,
  messages,
  outbox,
  patients,
  plans,
  practitioners,
  services,
  visits,
} from "../schema/index.ts";

/** An appointment with its people and place, and whether it is still the latest of its chain. */
export async function appointmentToTell(tx: Tx, clinicId: string, appointmentId: string) {
  const [row] = await tx
    .select({
      id: appointments.id,
      chainId: appointments.chainId,
      sequence: appointments.sequence,
      status: appointments.status,
      createdAt: appointments.createdAt,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      visitId: appointments.visitId,
      bookedVia: appointments.bookedVia,
      policy: appointments.policy,
      serviceId: appointments.serviceId,
      practitionerId: appointments.practitionerId,
      serviceName: services.name,
      practitionerName: practitioners.name,
      place: { name: locations.name, address: locations.address, phone: locations.phone, arrival: locations.arrival },
      patientId: patients.id,
      patientName: patients.name,
      email: patients.email,
      isLatest: sql<boolean>`not exists (select 1 from appointments later where later.clinic_id = ${clinicId}::uuid
        and later.chain_id = ${appointments.chainId} and later.sequence > ${appointments.sequence})`,
      /** The practitioner is away then, or the clinic is closed. */
      cannotBe: sql<boolean>`exists (select 1 from time_off f where f.clinic_id = ${clinicId}::uuid and f.removed_at is null
          and f.practitioner_id = ${appointments.practitionerId}
          and f.starts_at < ${appointments.endsAt} and f.ends_at > ${appointments.startsAt})
        or exists (select 1 from closures k where k.clinic_id = ${clinicId}::uuid
          and k.starts_at < ${appointments.endsAt} and k.ends_at > ${appointments.startsAt})`,
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .innerJoin(locations, and(eq(locations.clinicId, clinicId), eq(locations.id, appointments.locationId)))
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.id, appointmentId)));
  return row ?? null;
}

export type AppointmentToTell = NonNullable<Awaited<ReturnType<typeof appointmentToTell>>>;

export async function planToTell(tx: Tx, clinicId: string, planId: string) {
  const [row] = await tx
    .select({
      id: plans.id,
      status: plans.status,
      offerExpiresAt: plans.offerExpiresAt,
      patientId: patients.id,
      patientName: patients.name,
      email: patients.email,
    })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  return row ?? null;
}

export async function codeToTell(tx: Tx, clinicId: string, accessCodeId: string) {
  const [row] = await tx
    .select({
      id: accessCodes.id,
      expiresAt: accessCodes.expiresAt,
      usedAt: accessCodes.usedAt,
      patientId: patients.id,
      email: patients.email,
    })
    .from(accessCodes)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, accessCodes.patientId)))
    .where(and(eq(accessCodes.clinicId, clinicId), eq(accessCodes.id, accessCodeId)));
  return row ?? null;
}

export async function clinicToTell(tx: Tx, clinicId: string) {
  const [clinic] = await tx
    .select({
      ...getTableColumns(clinics),
      /** Of the place that was there first. */
      address: sql<
        string | null
      >`(select l.address from locations l where l.clinic_id = ${clinicId}::uuid order by l.id limit 1)`,
    })
    .from(clinics)
    .where(eq(clinics.id, clinicId));
  if (!clinic) throw new Error("the clinic of an outbox row is gone");
  return { ...clinic, address: clinic.address ?? "" };
}

/** Says that a message was handed over; false when this outbox row has one already. */
export async function addMessage(tx: Tx, row: typeof messages.$inferInsert): Promise<boolean> {
  const added = await tx.insert(messages).values(row).onConflictDoNothing().returning({ id: messages.id });
  return added.length === 1;
}

export async function messageOf(tx: Tx, clinicId: string, outboxId: string) {
  const [row] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.clinicId, clinicId), eq(messages.outboxId, outboxId)));
  return row ?? null;
}

/**
 * Whether the message of the outbox row with this key was sent. Of a try that was cut short nobody knows, so a second one says that it
 * may have been; of one that is under way, until when its claim lasts.
 */
export async function sentAbout(tx: Tx, clinicId: string, dedupeKey: string): Promise<boolean | Date> {
  const [row] = await tx
    .select({
      outcome: outbox.outcome,
      doneAt: outbox.doneAt,
      attempts: outbox.attempts,
      lockedUntil: outbox.lockedUntil,
    })
    .from(outbox)
    .where(and(eq(outbox.clinicId, clinicId), eq(outbox.dedupeKey, dedupeKey)));
  if (!row) return false;
  if (row.outcome === "sent" || row.attempts > 1) return true;
  return row.doneAt === null && row.lockedUntil !== null ? row.lockedUntil : false;
}

/** Cancelled appointments of a plan that would still be to come, each the latest of its chain, in order. */
export async function cancelledStarts(tx: Tx, clinicId: string, planId: string, after: Date) {
  const rows = await tx
    .selectDistinctOn([appointments.chainId], {
      chainId: appointments.chainId,
      sequence: appointments.sequence,
      status: appointments.status,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
    })
    .from(appointments)
    .innerJoin(
      visits,
      and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId), eq(visits.planId, planId)),
    )
    .where(eq(appointments.clinicId, clinicId))
    .orderBy(appointments.chainId, desc(appointments.sequence));
  return rows
    .filter((row) => row.status === "cancelled" && row.startsAt > after)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Live appointments of a plan that are still to come, in order. */
export async function plannedStarts(tx: Tx, clinicId: string, planId: string) {
  return tx
    .select({
      id: appointments.id,
      chainId: appointments.chainId,
      sequence: appointments.sequence,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
    })
    .from(appointments)
    .innerJoin(
      visits,
      and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId), eq(visits.planId, planId)),
    )
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.status, "booked")))
    .orderBy(appointments.startsAt);
}

/** The clinic's own rules about messages, the latest first. */
export const messageRuleRows = (tx: Tx, clinicId: string) =>
  tx.select().from(messageRules).where(eq(messageRules.clinicId, clinicId)).orderBy(desc(messageRules.effectiveFrom));

/** How many messages about these topics the patient got since then. */
export async function messagesSince(
  tx: Tx,
  clinicId: string,
  patientId: string,
  since: Date,
  topics: readonly string[],
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(messages)
    .where(
      and(
        eq(messages.clinicId, clinicId),
        eq(messages.patientId, patientId),
        gt(messages.sentAt, since),
        inArray(messages.topic, [...topics]),
      ),
    );
  return row?.n ?? 0;
}
