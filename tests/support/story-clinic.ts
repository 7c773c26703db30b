// The demo story of a clinic in Toronto, for what looks back over months of it: its database, and contexts of its owner.
import postgres from "postgres";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../db/client.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { openGateways } from "../../lib/gateways/gateways.ts";
import type { MemberRole } from "../../lib/permissions/permissions.ts";
import { lakeside } from "../../scripts/seed/lakeside.ts";
import { makeClinic } from "../../scripts/seed/make-clinic.ts";
import { writeRows } from "../../scripts/seed/rows.ts";

export const storyNow = new Date("2026-11-24T18:30:00Z");
export const storyToday = "2026-11-24";
export const storyZone = "America/Toronto";

export type StoryClinic = {
  clinicId: string;
  /** The database's owner: not held by row-level security. */
  sql: postgres.Sql;
  db: Database;
  /** The owner's own member, in whatever role. */
  ctxAs: (role: MemberRole, at?: Date) => Ctx;
  close: () => Promise<void>;
};

export async function openStory(
  { adminUrl, appUrl }: { adminUrl: string; appUrl: string },
  { seed, ...size }: { patients: number; months: number; seed: number },
): Promise<StoryClinic> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const db = openDatabase(appUrl, { max: 4, name: "taper-test" });
  const { clinicId, rows } = await makeClinic({ ...lakeside, ...size }, storyNow, seed);
  await withClinic(db, clinicId, (tx) => writeRows(tx, rows));
  const [member] = await sql<{ id: string }[]>`select id from members where clinic_id = ${clinicId} and role = 'owner'`;
  const gateways = openGateways({
    stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" },
    mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
  });
  return {
    clinicId,
    sql,
    db,
    ctxAs: (role, at = storyNow) => ({
      clinicId,
      actor: { kind: "member", memberId: member!.id, role, practitionerId: null, name: "Somebody" },
      now: at,
      db,
      gateways,
      publicUrl: "http://localhost:3000",
      secret: "a test secret of at least thirty-two characters",
    }),
    async close() {
      await closeDatabase(db);
      await sql.end();
    },
  };
}
