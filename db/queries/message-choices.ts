// What people have chosen about messages, how they can be reached, and which numbers have answered STOP.
import { and, desc, eq } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import { together } from "../together.ts";
import { guardianContact } from "./guardians.ts";
import { messageChoices, patients, smsStops } from "../schema/index.ts";

/** How the person is reached: through whoever looks after them at the instant, else directly. */
export async function contactOf(tx: Tx, clinicId: string, patientId: string, at: Date) {
  const [guardian, [own]] = await together([
    guardianContact(tx, clinicId, patientId, at),
    tx
      .select({ email: patients.email, mobile: patients.mobile })
      .from(patients)
      .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId))),
  ]);
  return guardian ?? own ?? null;
}

/** The latest choice of each topic. */
export async function choicesOf(tx: Tx, clinicId: string, patientId: string): Promise<Record<string, string>> {
  const rows = await tx
    .selectDistinctOn([messageChoices.topic], { topic: messageChoices.topic, channel: messageChoices.channel })
    .from(messageChoices)
    .where(and(eq(messageChoices.clinicId, clinicId), eq(messageChoices.patientId, patientId)))
    .orderBy(messageChoices.topic, desc(messageChoices.at), desc(messageChoices.id));
  return Object.fromEntries(rows.map(({ topic, channel }) => [topic, channel]));
}

export async function addChoices(tx: Tx, rows: (typeof messageChoices.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(messageChoices).values(rows);
}

export async function smsStopped(handle: Handle, numberHash: string): Promise<boolean> {
  const [row] = await handle
    .select({ stopped: smsStops.stopped })
    .from(smsStops)
    .where(eq(smsStops.numberHash, numberHash))
    .orderBy(desc(smsStops.at), desc(smsStops.id))
    .limit(1);
  return row?.stopped ?? false;
}

export async function addSmsStop(handle: Handle, row: typeof smsStops.$inferInsert): Promise<void> {
  await handle.insert(smsStops).values(row);
}
