// Who did what: read by the owner and, of their own record, by the patient; and no row of it changed unseen.
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewTrail } from "../../../lib/audit/audit-trail.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import { recordAssessment } from "../../../lib/charting/record-assessment.ts";
import { loadPatient } from "../../../lib/patients/load-patient.ts";
import { looksAtRecord } from "../../../lib/patients/looks-at-record.ts";
import { audit } from "../../../scripts/audit.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic, whiplash } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let sql: postgres.Sql;
let clinic: TestClinic;
let other: string;
const owner = () => clinic.memberCtx("owner");
const nextDay = () => new Date(clinic.now.getTime() + 86_400_000);

beforeAll(async () => {
  database = await freshDatabase();
  // A superuser, whom no grant and no policy stops.
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  clinic = await planClinic(database.appUrl, { connections: 3 });
  other = await newPatient(clinic, "Bea Lund");
  await loadPatient(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha });
  await loadPatient(clinic.memberCtx("front_desk", nextDay()), { patientId: other });
  await recordAssessment(clinic.memberCtx("practitioner", nextDay()), whiplash(clinic.ids.asha));
  await loadChart(clinic.memberCtx("practitioner", nextDay()), { patientId: clinic.ids.asha });
});
afterAll(async () => {
  await clinic.close();
  await sql.end();
  await database.drop();
});

test("only the owner reads it, newest first, and that look stands in it too", async () => {
  for (const role of ["practitioner", "front_desk", "clinical_lead", "manager", "support"] as const)
    await expect(viewTrail(clinic.memberCtx(role))).rejects.toMatchObject({ code: "forbidden" });
  const { lines, chain } = await viewTrail(owner());
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => lines[0]!.seq - index));
  expect(lines[0]).toMatchObject({ deed: "chart.seen", memberName: "Priya Nair", patientName: "Asha Rao" });
  expect(chain).toEqual({ rows: lines[0]!.seq, from: 1, broken: [] });
  expect((await viewTrail(owner())).lines[0]).toMatchObject({ deed: "audit.seen", memberName: "Ruth Feld" });
});

test("is narrowed to a person, a patient and a day, and read page by page", async () => {
  const deeds = async (filter: Parameters<typeof viewTrail>[1]) =>
    (await viewTrail(owner(), filter)).lines.map(({ deed, patientName }) => `${deed} ${patientName}`);
  const memberId = clinic.ids.members.front_desk;
  expect(await deeds({ memberId })).toEqual(["patient.seen Bea Lund", "patient.seen Asha Rao"]);
  expect(await deeds({ memberId, patientName: "bea" })).toEqual(["patient.seen Bea Lund"]);
  expect(await deeds({ memberId, patientName: "%" })).toEqual([]);
  const day = { from: nextDay(), to: new Date(nextDay().getTime() + 3_600_000) };
  expect(await deeds({ memberId, day })).toEqual(["patient.seen Bea Lund"]);
  for (let turn = 0; turn < 60; turn++) await loadPatient(clinic.memberCtx("manager"), { patientId: other });
  const first = await viewTrail(owner(), { memberId: clinic.ids.members.manager });
  expect(first.lines).toHaveLength(50);
  const second = await viewTrail(owner(), { memberId: clinic.ids.members.manager, before: first.next! });
  expect([second.lines.length, second.next]).toEqual([10, null]);
});

test("patients read who looked at their own record, by name and role, and nobody else's", async () => {
  const { looks } = await looksAtRecord(clinic.patientCtx(clinic.ids.asha));
  expect(looks.map(({ what, who }) => [what, who?.name, who?.role])).toEqual([
    ["chart.seen", "Priya Nair", "practitioner"],
    ["patient.seen", "Mina Cho", "front_desk"],
  ]);
  await expect(looksAtRecord(clinic.guestCtx())).rejects.toMatchObject({ code: "sign_in_needed" });
  await expect(looksAtRecord(owner())).rejects.toMatchObject({ code: "forbidden" });
});

describe("the checker", () => {
  const check = async () => {
    const said: string[] = [];
    const { violations } = await audit(database.appUrl, (line) => said.push(line));
    return { violations, said: said.join("\n") };
  };
  /** Tampers, looks, and puts everything back. */
  async function after(statement: string) {
    await sql.unsafe("create table kept as select * from audit; create table kept_heads as select * from audit_heads");
    try {
      await sql.unsafe(statement);
      return { ...(await check()), page: (await viewTrail(owner())).chain.broken };
    } finally {
      await sql.unsafe("delete from audit; insert into audit select * from kept; drop table kept");
      await sql.unsafe(
        "delete from audit_heads; insert into audit_heads select * from kept_heads; drop table kept_heads",
      );
    }
  }

  test("finds nothing in what was written", async () => {
    expect(await check()).toMatchObject({ violations: 0 });
  });

  test.each([
    ["another person put in", "update audit set actor_id = gen_random_uuid() where seq = 3", 3],
    ["a deed renamed", "update audit set deed = 'patient.found' where seq = 2", 2],
    ["a time moved by a second", "update audit set at = at + interval '1 second' where seq = 4", 4],
    ["another patient put in", "update audit set patient_id = gen_random_uuid() where seq = 1", 1],
    ["a detail added", `update audit set detail = '{"rows": 1}' where seq = 5`, 5],
    ["a row taken away", "delete from audit where seq = 3", 4],
    ["the end cut off", "delete from audit where seq > 6", 7],
    ["a row changed together with its hash", "update audit set deed = 'x', hash = repeat('0', 64) where seq = 6", 6],
  ])("names the row: %s", async (_, statement, seq) => {
    const { violations, said, page } = await after(statement);
    expect(violations).toBeGreaterThan(0);
    expect(said).toContain(`audit chain`);
    expect(said).toContain(`{"seq":${seq}}`);
    expect(page).toContain(seq);
  });
});
