// A clinic's export holds every row of the clinic by the database's own count, and none of another clinic.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ExportLine } from "../../../db/queries/clinic-export.ts";
import { notOfTheExport } from "../../../db/queries/clinic-export.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { exportClinic } from "../../../lib/clinic/export-clinic.ts";
import { newId } from "../../../lib/ids.ts";
import type { Actor } from "../../../lib/permissions/permissions.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await freshDatabase();
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
  sql = postgres(database.adminUrl, { max: 1 });
  for (const clinic of [mine, theirs])
    await bookAppointment(clinic.guestCtx(), {
      idempotencyKey: newId(),
      slot: {
        serviceId: clinic.ids.massage,
        practitionerId: clinic.ids.priya,
        start: new Date("2026-12-01T17:00:00Z"),
      },
      patient: { ...asha, guardianName: undefined, guardianRelation: undefined },
      screen: clearScreen,
      consent: true,
      pay: "clinic",
      via: "api",
    });
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await sql.end();
  await database.drop();
});

const owner = () => {
  const ctx = mine.memberCtx("owner");
  return { ...ctx, actor: { ...ctx.actor, provedAt: ctx.now } as Actor };
};

async function lines(): Promise<ExportLine[]> {
  let text = "";
  for await (const bytes of await exportClinic(owner())) text += Buffer.from(bytes).toString();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ExportLine);
}

test("every row of every table of the clinic, and the last line says how many", async () => {
  const all = await lines();
  const rows = all.flatMap((line) => ("table" in line ? [line] : []));
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  expect(tables.length).toBeGreaterThan(40);
  for (const { name } of tables.filter((one) => !notOfTheExport.includes(one.name))) {
    const [count] = await sql<{ n: number }[]>`
      select count(*)::int as n from ${sql(name)} where clinic_id = ${mine.clinicId}`;
    expect({ name, rows: rows.filter(({ table }) => table === name).length }).toEqual({ name, rows: count!.n });
  }
  expect(rows.every(({ row }) => row["clinic_id"] === mine.clinicId)).toBe(true);
  expect(rows.some(({ table }) => table === "screens")).toBe(true);
  const last = all.at(-1)!;
  expect("end" in last && Object.values(last.rows).reduce((sum, n) => sum + n, 0)).toBe(rows.length);
});

test("FI-02 is for the owner only, and stands in the audit chain before a byte has left", async () => {
  for (const role of ["practitioner", "front_desk", "clinical_lead", "manager"] as const)
    await expect(exportClinic(mine.memberCtx(role))).rejects.toMatchObject({ code: "forbidden" });
  await expect(exportClinic(mine.memberCtx("owner"))).rejects.toMatchObject({ code: "proof_needed" });
  const count = async () =>
    (await sql`select 1 from audit where deed = 'clinic.exported' and clinic_id = ${mine.clinicId}`).length;
  const before = await count();
  const stream = await exportClinic(owner());
  expect(await count()).toBe(before + 1);
  await stream.return(undefined);
});

test("a reader who goes away gives the connection back", async () => {
  for (let turn = 0; turn < 4; turn++) {
    const stream = await exportClinic(owner());
    await stream.next();
    await stream.return(undefined);
  }
  expect((await lines()).length).toBeGreaterThan(40);
});
