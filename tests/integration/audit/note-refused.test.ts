// Who asked for what their role does not include stands in the audit chain; what else was refused does not.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../../db/schema/index.ts";
import { noteRefused } from "../../../lib/audit/note-refused.ts";
import { inTransaction, mustMay } from "../../../lib/context/context.ts";
import { notFound } from "../../../lib/errors.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { planClinic } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const lines = () =>
  clinic.inside((tx) =>
    tx
      .select({ deed: audit.deed, actor: audit.actorId, detail: audit.detail })
      .from(audit)
      .where(eq(audit.clinicId, clinic.clinicId))
      .orderBy(audit.seq),
  );
const thrown = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was refused");
};

test("a refused member leaves one line, also when the refusal came within a transaction", async () => {
  const ctx = clinic.memberCtx("front_desk");
  await noteRefused(await thrown(() => mustMay(ctx, "erase_patient")));
  await noteRefused(await thrown(() => inTransaction(ctx, async (t) => mustMay(t, "export_clinic"))));
  const actor = clinic.ids.members.front_desk;
  expect(await lines()).toEqual([
    { deed: "member.refused", actor, detail: { deed: "erase_patient" } },
    { deed: "member.refused", actor, detail: { deed: "export_clinic" } },
  ]);
});

test("guests, other refusals and faults leave none", async () => {
  const before = (await lines()).length;
  await noteRefused(await thrown(() => mustMay(clinic.guestCtx(), "erase_patient")));
  await noteRefused(notFound("patient"));
  await noteRefused(new Error("a fault"));
  expect((await lines()).length).toBe(before);
});

test("asking a hundred times writes no more than thirty lines an hour", async () => {
  const ctx = clinic.memberCtx("manager");
  const refused = await thrown(() => mustMay(ctx, "erase_patient"));
  for (let turn = 0; turn < 40; turn++) await noteRefused(refused);
  const own = (await lines()).filter(({ actor }) => actor === clinic.ids.members.manager);
  expect(own.length).toBe(30);
});
