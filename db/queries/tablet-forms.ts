// The forms that the desk hands out on a tablet: found by their code once, then by the cookie of the device.
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { tabletForms } from "../schema/index.ts";

export async function addTabletForm(tx: Tx, row: typeof tabletForms.$inferInsert): Promise<void> {
  await tx.insert(tabletForms).values(row);
}

/** Ends what is open for a visit: one device at a time. */
export async function endTabletFormsOf(tx: Tx, clinicId: string, appointmentId: string, at: Date): Promise<void> {
  await tx
    .update(tabletForms)
    .set({ endedAt: at })
    .where(
      and(
        eq(tabletForms.clinicId, clinicId),
        eq(tabletForms.appointmentId, appointmentId),
        isNull(tabletForms.sentAt),
        isNull(tabletForms.endedAt),
      ),
    );
}

/** Spends a code that was made after the instant; null when there is none. Of two at once, one gets it. */
export async function openTabletForm(
  tx: Tx,
  clinicId: string,
  by: { codeHash: string; madeAfter: Date; tokenHash: string; at: Date },
) {
  const [row] = await tx
    .update(tabletForms)
    .set({ openedAt: by.at, seenAt: by.at, tokenHash: by.tokenHash })
    .where(
      and(
        eq(tabletForms.clinicId, clinicId),
        eq(tabletForms.codeHash, by.codeHash),
        gt(tabletForms.madeAt, by.madeAfter),
        isNull(tabletForms.openedAt),
        isNull(tabletForms.endedAt),
      ),
    )
    .returning({ id: tabletForms.id, patientId: tabletForms.patientId, form: tabletForms.form });
  return row ?? null;
}

type Life = { openedAfter: Date; seenAfter: Date };

const live = (clinicId: string, tokenHash: string, { openedAfter, seenAfter }: Life) =>
  and(
    eq(tabletForms.clinicId, clinicId),
    eq(tabletForms.tokenHash, tokenHash),
    gt(tabletForms.openedAt, openedAfter),
    gt(tabletForms.seenAt, seenAfter),
    isNull(tabletForms.sentAt),
    isNull(tabletForms.endedAt),
  );

/** The open form of a device, which counts as seen. */
export async function seeTabletForm(tx: Tx, clinicId: string, tokenHash: string, at: Date, life: Life) {
  const [row] = await tx
    .update(tabletForms)
    .set({ seenAt: at })
    .where(live(clinicId, tokenHash, life))
    .returning({ id: tabletForms.id, patientId: tabletForms.patientId, form: tabletForms.form });
  return row ?? null;
}

/** Of two at once, one is the one that sends it. */
export async function markTabletSent(tx: Tx, clinicId: string, tokenHash: string, at: Date, life: Life) {
  const rows = await tx
    .update(tabletForms)
    .set({ sentAt: at })
    .where(live(clinicId, tokenHash, life))
    .returning({ id: tabletForms.id });
  return rows[0]?.id ?? null;
}

export async function endTabletForm(tx: Tx, clinicId: string, tokenHash: string, at: Date): Promise<void> {
  await tx
    .update(tabletForms)
    .set({ endedAt: at })
    .where(
      and(
        eq(tabletForms.clinicId, clinicId),
        eq(tabletForms.tokenHash, tokenHash),
        isNull(tabletForms.sentAt),
        isNull(tabletForms.endedAt),
      ),
    );
}
