// Templates change by versions: plans keep the one they came from, and only who leads clinically may.
import { afterAll, beforeAll, expect, test } from "vitest";
import { planTemplates as rows } from "../../../db/schema/index.ts";
import { listVersions, saveTemplate } from "../../../lib/plans/save-template.ts";
import type { TemplateInput } from "../../../lib/plans/template-input.ts";
import { planTemplates } from "../../../db/seed/rows/plan-templates.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let theirs: TestClinic;
const T2 = planTemplates.find(({ code }) => code === "T2")!;
beforeAll(async () => {
  database = await freshDatabase();
  [clinic, theirs] = await Promise.all([
    freshClinic(database.appUrl, { connections: 3 }),
    freshClinic(database.appUrl, { connections: 2 }),
  ]);
  await clinic.inside((tx) =>
    tx.insert(rows).values({
      clinicId: clinic.clinicId,
      id: newId(),
      code: "T2",
      version: 1,
      name: T2.name,
      body: { ...T2 },
      effectiveFrom: "2015-01-01",
    }),
  );
});
afterAll(async () => {
  await clinic.close();
  await theirs.close();
  await database.drop();
});

const input = (more: Partial<TemplateInput> = {}): TemplateInput => ({
  code: "T2",
  asNew: false,
  name: "Chronic headache, gently",
  classifications: ["tension_type_chronic"],
  risks: ["low", "medium"],
  triggerPoints: true,
  tracks: [
    {
      phases: [
        { name: "intensive", visits: 6, minGap: 4, targetGap: 5, maxGap: 7, minutes: 60, cap: { visits: 6, days: 35 } },
        { name: "spacing_out", visits: 3, minGap: 11, targetGap: 14, maxGap: 18, minutes: 60, cap: null },
      ],
    },
  ],
  reassess: [{ kind: "visit", at: 6 }],
  cap: { visits: 6, days: 35 },
  capText: "No more than 6 visits in 35 days without a reassessment",
  maintenance: null,
  outcomes: ["nprs"],
  sources: ["The clinic’s own, for its lead to confirm"],
  ...more,
});
const lead = () => clinic.memberCtx("clinical_lead");

test("a change is the next version; of two who save at once, one is asked to look again", async () => {
  const both = await Promise.allSettled([
    saveTemplate(lead(), { ...input(), version: 1 }),
    saveTemplate(clinic.memberCtx("owner"), { ...input(), version: 1 }),
  ]);
  expect(both.filter(({ status }) => status === "fulfilled")).toMatchObject([{ value: { code: "T2", version: 2 } }]);
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: { code: "already_done" } }]);
  await expect(saveTemplate(lead(), { ...input(), version: 1 })).rejects.toMatchObject({ code: "already_done" });
  const [versions] = await listVersions(lead());
  expect(versions!.map(({ version }) => version)).toEqual([2, 1]);
  expect(versions![0]!.body).toMatchObject({
    code: "T2",
    name: "Chronic headache, gently",
    tracks: [{ disciplines: ["massage_therapy"], phases: [{ visits: 6, cap: { visits: 6 } }, { visits: 3 }] }],
    maintenance: null,
  });
  expect(versions![1]!.body.tracks[0]!.phases).toHaveLength(3);
});

test("a copy has a code of its own, and leaves the other as it is", async () => {
  expect(await saveTemplate(lead(), { ...input({ asNew: true, name: "Our own way" }), version: 2 })).toEqual({
    code: "T3",
    version: 1,
  });
  expect((await listVersions(lead())).map((one) => one[0]!.name)).toEqual(["Chronic headache, gently", "Our own way"]);
});

test("what is no template is refused field by field", async () => {
  await expect(
    saveTemplate(lead(), { ...input({ reassess: [{ kind: "visit", at: 40 }] }), version: 2 }),
  ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "reassess" }] });
  await expect(saveTemplate(lead(), { ...input({ sources: [] }), version: 2 })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(saveTemplate(lead(), { ...input({ code: "T77" }), version: 1 })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("nobody else may, and no other clinic has it", async () => {
  for (const role of ["front_desk", "practitioner", "manager", "support"] as const)
    await expect(saveTemplate(clinic.memberCtx(role), { ...input(), version: 2 })).rejects.toMatchObject({
      code: "forbidden",
    });
  await expect(saveTemplate(theirs.memberCtx("owner"), { ...input(), version: 2 })).rejects.toMatchObject({
    code: "not_found",
  });
});
