// Another secret for the installation: what the former one had sealed opens with the new one, and with the former one no more.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { patientApps, patients } from "../../../db/schema/index.ts";
import { attachFile, openAttachment } from "../../../lib/charting/attachments.ts";
import { newId } from "../../../lib/ids.ts";
import { patientSeedPurpose } from "../../../lib/patients/second-proof.ts";
import { seal, unseal } from "../../../lib/seal.ts";
import { loadProvider, setProvider } from "../../../lib/staff/identity-provider.ts";
import { beginSecondFactor, loadSecondFactor } from "../../../lib/staff/second-factor.ts";
import { sealedPlaces } from "../../../scripts/keeping/sealed-places.ts";
import { reseal } from "../../../scripts/reseal.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openStaffDoor } from "../../support/staff-door.ts";

const later = "another secret of at least thirty-two characters";
const pdf = Buffer.from("%PDF-1.7\nwhat the picture of the neck shows\n%%EOF\n");
const provider = { issuer: "https://id.example.org", clientId: "taper", clientSecret: "told to nobody" };
let database: FreshDatabase;
let sql: postgres.Sql;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  clinic = await freshClinic(database.appUrl, { connections: 3 });
});
afterAll(async () => {
  await clinic.close();
  await sql.end();
  await database.drop();
});

test("everything sealed opens under the new secret, a stopped run is gone on with, and what is damaged is counted and left", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const before = lead.secret;
  const patientId = newId();
  const appId = newId();
  const seed = seal(before, patientSeedPurpose, patientId, "a patient's seed");
  await clinic.inside(async (tx) => {
    const row = { clinicId: clinic.clinicId, createdAt: clinic.now };
    await tx.insert(patients).values({ ...row, id: patientId, name: "Vera Holm" });
    await tx.insert(patientApps).values({ ...row, id: appId, patientId, sealedSeed: seed.sealed, keyId: seed.keyId });
  });
  const attach = async (label: string) => (await attachFile(lead, { patientId, label, file: pdf })).attachmentId;
  const [kept, damaged] = [await attach("X-ray of the neck"), await attach("X-ray of the knee")];
  const staff = await openStaffDoor(clinic);
  const { me, ctx } = await staff.signIn("front_desk");
  await beginSecondFactor(ctx, me);
  const factor = await loadSecondFactor(ctx, me);
  await setProvider(clinic.systemCtx(), provider);
  await sql`update attachment_files set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20)) where attachment_id = ${damaged}`;

  const told: string[] = [];
  const stop = new AbortController();
  const options = { adminUrl: database.adminUrl, before, now: later, signal: stop.signal };
  // Stopped after the files: the rest is done by the next run.
  const stopped = reseal({ ...options, tell: (line) => (told.push(line), stop.abort(new Error("Stopped"))) });
  await expect(stopped).rejects.toThrow("Stopped");
  expect(told).toEqual(["files of charts: 1 sealed anew, 1 open under neither secret"]);
  const again = { ...options, signal: new AbortController().signal, tell: (line: string) => told.push(line) };
  expect(await reseal(again)).toBe(1);
  expect(told.slice(1)).toEqual([
    "files of charts: 0 sealed anew, 1 open under neither secret",
    "second factors of staff: 1 sealed anew",
    "second factors of patients: 1 sealed anew",
    "secrets of clinics' providers: 1 sealed anew",
  ]);

  const anew = { ...lead, secret: later };
  expect((await openAttachment(anew, { attachmentId: kept })).bytes).toEqual(pdf);
  await expect(openAttachment(lead, { attachmentId: kept })).rejects.toThrow("another secret");
  await expect(openAttachment(anew, { attachmentId: damaged })).rejects.toThrow("another secret");
  expect(await loadSecondFactor({ ...ctx, secret: later }, me)).toEqual(factor);
  expect(await loadSecondFactor(ctx, me)).toEqual({ state: "off" });
  expect(await loadProvider({ ...clinic.systemCtx(), secret: later })).toEqual(provider);
  const [app] = await clinic.inside((tx) => tx.select().from(patientApps));
  expect(unseal(later, patientSeedPurpose, patientId, { sealed: app!.sealedSeed, keyId: app!.keyId })).toBe(
    "a patient's seed",
  );
});

test("no column is sealed that is not sealed anew", async () => {
  const named = await sql<{ place: string }[]>`
    select distinct table_name as place from information_schema.columns
    where table_schema = 'public' and column_name = 'key_id' order by place`;
  expect(named.map(({ place }) => place)).toEqual(sealedPlaces.map(({ table }) => table).toSorted());
});
