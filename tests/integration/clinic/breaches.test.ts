// The breach register takes rows of those who lead the clinic, keeps them as written, and shows none of another clinic.
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { breachInput, listBreaches, recordBreach } from "../../../lib/clinic/breaches.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
});

const typed = {
  foundOn: "2026-11-20",
  happened: "A letter went to the wrong address.",
  dataKinds: ["names", "visits"],
  people: "1",
  harmLikely: "no",
  told: "",
  toldOn: "",
};
const today = "2026-11-24";

test("what is learnt later is a further row, and the first stays as it was", async () => {
  const owner = mine.memberCtx("owner");
  const { breachId } = await recordBreach(owner, { ...breachInput.parse(typed), today });
  const later = { ...typed, breachId, people: "2", told: "Both patients, by phone", toldOn: "2026-11-23" };
  await recordBreach(mine.memberCtx("manager"), { ...breachInput.parse(later), today });
  const other = await recordBreach(owner, { ...breachInput.parse({ ...typed, dataKinds: "health" }), today });
  const all = await listBreaches(owner);
  expect(all.map((one) => one.breachId)).toEqual([other.breachId, breachId]);
  expect(all[1]!.rows).toMatchObject([
    { people: 1, told: "", toldOn: null, recordedBy: "Ruth Feld", harmLikely: false },
    { people: 2, told: "Both patients, by phone", toldOn: "2026-11-23", recordedBy: "Lena Hart" },
  ]);
  await expect(mine.inside((tx) => tx.execute(sql`update breaches set people = 0`))).rejects.toThrow("Failed query");
  await expect(mine.inside((tx) => tx.execute(sql`delete from breaches`))).rejects.toThrow("Failed query");
  expect(await listBreaches(theirs.memberCtx("owner"))).toEqual([]);
});

test("days to come, half a telling, nothing chosen and a stranger's breach are refused", async () => {
  const owner = mine.memberCtx("owner");
  const to = (more: object) => recordBreach(owner, { ...breachInput.parse({ ...typed, ...more }), today });
  await expect(to({ foundOn: "2026-11-25" })).rejects.toMatchObject({ code: "invalid" });
  await expect(to({ breachId: newId() })).rejects.toMatchObject({ code: "not_found" });
  const foreign = await recordBreach(theirs.memberCtx("owner"), { ...breachInput.parse(typed), today });
  await expect(to(foreign)).rejects.toMatchObject({ code: "not_found" });
  for (const more of [{ told: "The college" }, { toldOn: "2026-11-20" }, { dataKinds: undefined }, { people: "-1" }])
    expect(breachInput.safeParse({ ...typed, ...more }).success).toBe(false);
});

test("is kept by owner and manager only", async () => {
  for (const role of ["practitioner", "front_desk", "clinical_lead"] as const)
    for (const deed of [
      listBreaches(mine.memberCtx(role)),
      recordBreach(mine.memberCtx(role), { ...breachInput.parse(typed), today }),
    ])
      await expect(deed).rejects.toMatchObject({ code: "forbidden" });
});
