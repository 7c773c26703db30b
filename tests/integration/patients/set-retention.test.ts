// The owner says how long records are kept: from a day on, with its source, and after proving that it is them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { retentionRules } from "../../../db/schema/index.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";
import { retentionToday } from "../../../lib/patients/records-due.ts";
import { retentionInput, rulesToCome, setRetention } from "../../../lib/patients/set-retention.ts";
import { addDays } from "../../../lib/time/dates.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let today: string;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
  today = dateIn(clinic.now, "America/Vancouver");
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const proved = (role: MemberRole) => {
  const ctx = clinic.memberCtx(role);
  return { ...ctx, actor: { ...ctx.actor, provedAt: ctx.now } as typeof ctx.actor };
};
const typed = (more: object) => ({
  effectiveFrom: today,
  yearsAfterLastEntry: "10",
  ageOfMajority: "18",
  yearsAfterMajority: "10",
  source: "Bylaw of the college, section 68",
  ...more,
});
const rule = (more: object = {}) => retentionInput.parse(typed(more));

test("a rule holds from its day, once, and only the owner sets one, freshly proved", async () => {
  await expect(setRetention(proved("manager"), rule())).rejects.toMatchObject({ code: "forbidden" });
  await expect(setRetention(clinic.memberCtx("owner"), rule())).rejects.toMatchObject({ code: "proof_needed" });
  await expect(setRetention(proved("owner"), rule({ effectiveFrom: addDays(today, -1) }))).rejects.toMatchObject({
    code: "invalid",
  });
  const before = await retentionToday(clinic.guestCtx());
  const later = addDays(today, 30);
  await setRetention(proved("owner"), rule({ effectiveFrom: later, yearsAfterLastEntry: "20" }));
  expect(await retentionToday(clinic.guestCtx())).toEqual(before);
  expect(await rulesToCome(clinic.memberCtx("manager"))).toEqual([{ effectiveFrom: later, yearsAfterLastEntry: 20 }]);
  await setRetention(proved("owner"), rule());
  expect(await retentionToday(clinic.guestCtx())).toMatchObject({ yearsAfterLastEntry: 10, ageOfMajority: 18 });
  await expect(setRetention(proved("owner"), rule({ yearsAfterLastEntry: "11" }))).rejects.toMatchObject({
    code: "already_done",
  });
  expect(
    (await clinic.inside((tx) => tx.select().from(retentionRules))).filter((row) => row.effectiveFrom >= today),
  ).toHaveLength(2);
});

test("years that no table takes, and a rule without its source, are refused in words", () => {
  for (const wrong of [
    { yearsAfterLastEntry: "0" },
    { ageOfMajority: "31" },
    { yearsAfterMajority: "x" },
    { source: "" },
  ])
    expect(retentionInput.safeParse(typed(wrong)).success).toBe(false);
});
