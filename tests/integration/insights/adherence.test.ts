// A slice of the claim about adherence: untidy facts, counted by the product and by the database, on days of their year.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../../db/client.ts";
import { openGateways } from "../../../lib/gateways/gateways.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { lakeside } from "../../../scripts/seed/lakeside.ts";
import { makeClinic } from "../../../scripts/seed/make-clinic.ts";
import { writeRows } from "../../../scripts/seed/rows.ts";
import { adherenceDifferences } from "../../support/adherence-differences.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { makeMessy } from "../../support/messy-plans.ts";

const now = new Date("2026-11-24T18:30:00Z");
let database: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let clinicId: string;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  db = openDatabase(database.appUrl, { max: 2, name: "taper-test" });
  const made = await makeClinic({ ...lakeside, patients: 60, months: 5 }, now, 3);
  clinicId = made.clinicId;
  await withClinic(db, clinicId, (tx) => writeRows(tx, made.rows));
  await makeMessy(sql, clinicId, now, 3);
}, 120_000);

afterAll(async () => {
  await closeDatabase(db);
  await sql?.end();
  await database?.drop();
});

test.each(["2026-11-24", "2026-11-02", "2026-10-11", "2026-09-20"])("as of %s both count the same", async (asOf) => {
  const [member] = await sql<{ id: string }[]>`select id from members where clinic_id = ${clinicId} and role = 'owner'`;
  const stripe = { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" };
  const view = await ownerView(
    {
      clinicId,
      actor: { kind: "member", memberId: member!.id, role: "owner", practitionerId: null, name: "Owner" },
      now,
      db,
      gateways: openGateways({ stripe, mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" } }),
      publicUrl: "http://localhost:3000",
      secret: "a test secret of at least thirty-two characters",
    },
    { asOf },
  );
  expect(view.figures.all.attendance.of).toBeGreaterThan(10);
  expect(await adherenceDifferences(sql, view, { clinicId, zone: "America/Toronto", asOf })).toEqual([]);
});
