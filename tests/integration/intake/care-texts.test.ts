// Texts about health stay English in every language until a named person has approved the wording; what was taken back is English again.
import { afterAll, beforeAll, expect, test } from "vitest";
import { careTextApprovals } from "../../../db/schema/index.ts";
import {
  approvalInput,
  approveCareTexts,
  careVersion,
  mayShowCare,
  viewCareLanguages,
  withdrawCareTexts,
} from "../../../lib/intake/care-texts.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
  stranger = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await clinic?.close();
  await stranger?.close();
  await database?.drop();
});

const approval = (more: object = {}) =>
  approvalInput.parse({ language: "fr", version: careVersion("fr"), name: "Mei-Lin Chow", read: "yes", ...more });
const french = async (of = clinic) =>
  (await viewCareLanguages(of.memberCtx("owner"))).find((one) => one.language === "fr")!;

test("a clinical lead approves by name, for the own clinic and this language alone, and takes it back", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const guest = clinic.guestCtx();
  expect(await mayShowCare(guest, "en")).toBe(true);
  expect(await mayShowCare(guest, "fr")).toBe(false);
  await approveCareTexts(lead, approval());
  expect(await mayShowCare(guest, "fr")).toBe(true);
  expect(await mayShowCare(guest, "pa")).toBe(false);
  expect(await mayShowCare(stranger.guestCtx(), "fr")).toBe(false);
  expect(await french()).toMatchObject({ approved: { name: "Mei-Lin Chow", at: lead.now }, changed: false });
  await expect(approveCareTexts(lead, approval())).rejects.toMatchObject({ code: "already_done" });
  await withdrawCareTexts(lead, { language: "fr" });
  expect(await mayShowCare(guest, "fr")).toBe(false);
  await expect(withdrawCareTexts(lead, { language: "fr" })).rejects.toMatchObject({ code: "not_found" });
});

test("another wording than the one that was approved is not shown", async () => {
  const owner = stranger.memberCtx("owner");
  await expect(approveCareTexts(owner, approval({ version: "an-earlier-one" }))).rejects.toMatchObject({
    code: "already_done",
  });
  await stranger.inside((tx) =>
    tx.insert(careTextApprovals).values({
      clinicId: stranger.clinicId,
      id: crypto.randomUUID(),
      language: "fr",
      version: "an-earlier-one",
      approvedName: "Mei-Lin Chow",
      approvedBy: owner.actor.kind === "member" ? owner.actor.memberId : "",
      approvedAt: stranger.now,
    }),
  );
  expect(await mayShowCare(stranger.guestCtx(), "fr")).toBe(false);
  expect(await french(stranger)).toMatchObject({ approved: null, changed: true });
});

test("only whoever answers for the clinic's texts approves, after reading all of them", async () => {
  for (const role of ["front_desk", "practitioner", "manager"] as const) {
    await expect(approveCareTexts(clinic.memberCtx(role), approval())).rejects.toMatchObject({ code: "forbidden" });
    await expect(viewCareLanguages(clinic.memberCtx(role))).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const wrong of [{ language: "en" }, { read: undefined }, { name: "" }])
    expect(approvalInput.safeParse({ ...approval(), ...wrong }).success).toBe(false);
});
