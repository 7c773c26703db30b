import { afterAll, beforeAll, expect, test } from "vitest";
import { closeCallTask, listCallTasks } from "../../../lib/intake/call-tasks.ts";
import { forgetDraft, forgetOldDrafts, loadDraft, saveDraft } from "../../../lib/intake/drafts.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, screenWith, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
  other = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await Promise.all([clinic.close(), other.close()]);
  await database.drop();
});
const hours = (count: number) => new Date(clinic.now.getTime() + count * 3_600_000);

test("a draft gathers answers for 24 hours, for the browser that has its token, in its own clinic", async () => {
  const { token, draftId } = await saveDraft(clinic.guestCtx(), { answers: { service: "massage" } });
  expect((await saveDraft(clinic.guestCtx(), { token, answers: { name: "Asha" } })).draftId).toBe(draftId);
  expect((await loadDraft(clinic.guestCtx(), { token }))?.answers).toEqual({ service: "massage", name: "Asha" });
  expect(await loadDraft(other.guestCtx(), { token })).toBeNull();
  expect(await loadDraft(clinic.guestCtx(), { token: "guessed" })).toBeNull();
  expect(await loadDraft(clinic.guestCtx(hours(24)), { token })).toBeNull();
  const next = await saveDraft(clinic.guestCtx(hours(25)), { token, answers: {} });
  expect(next.token).not.toBe(token);
  expect(await forgetOldDrafts(clinic.systemCtx(hours(26)))).toBe(1);
  await forgetDraft(clinic.guestCtx(), { token: next.token });
  expect(await loadDraft(clinic.guestCtx(hours(25)), { token: next.token })).toBeNull();
});

test("tier B asks the desk for a call as soon as there is somebody to call, and once", async () => {
  const draftId = newId();
  const screen = { ...screenWith({ fever: "yes", fever_with: "no" }), draftId, askedHow: "online" as const };
  const first = await recordScreen(clinic.guestCtx(), screen);
  expect(first).toMatchObject({ tier: "B", action: "medical_first", reasons: ["fever"] });
  expect(await listCallTasks(clinic.memberCtx("front_desk"))).toEqual([]);
  const contact = { name: "Asha Rao", phone: "+16045550112" };
  expect((await recordScreen(clinic.guestCtx(), { ...screen, contact })).screenId).toBe(first.screenId);
  await recordScreen(clinic.guestCtx(), { ...screen, contact });
  const [task, ...more] = await listCallTasks(clinic.memberCtx("front_desk"));
  expect(more).toEqual([]);
  expect(task).toMatchObject({ kind: "medical_first", name: "Asha Rao", screenId: first.screenId });
  // The reason says what to do and holds no answer.
  expect(task!.reason).not.toMatch(/fever/);
  const close = { taskId: task!.taskId, outcome: "left a message" };
  await expect(closeCallTask(clinic.guestCtx(), close)).rejects.toMatchObject({ code: "sign_in_needed" });
  await expect(closeCallTask(other.memberCtx("front_desk"), close)).rejects.toMatchObject({ code: "not_found" });
  await closeCallTask(clinic.memberCtx("front_desk"), close);
  await expect(closeCallTask(clinic.memberCtx("front_desk"), close)).rejects.toMatchObject({ code: "already_done" });
});

test("tier A puts nobody on a list: it says to get emergency care", async () => {
  const screen = { ...screenWith({ fainting_or_chest_pain: "yes" }), askedHow: "online" as const };
  const answer = await recordScreen(other.guestCtx(), { ...screen, contact: { name: "Asha Rao" } });
  expect(answer.action).toBe("emergency");
  expect(await listCallTasks(other.memberCtx("front_desk"))).toEqual([]);
});
