// Phrases, tasks for home and referrals: by who treats, for whom they are, once each.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPhrase, listPhrases, retirePhrase } from "../../../lib/charting/phrases.ts";
import { endHomeTask, listHomeTasks, setHomeTask } from "../../../lib/charting/home-tasks.ts";
import { answerReferral, listReferrals, referralsToAnswer, sendReferral } from "../../../lib/charting/referrals.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { appointments, members } from "../../../db/schema/index.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let theirs: TestClinic;
let patientId: string;
let tom: Ctx;
beforeAll(async () => {
  database = await freshDatabase();
  [clinic, theirs] = await Promise.all([
    freshClinic(database.appUrl, { connections: 3 }),
    freshClinic(database.appUrl, { connections: 2 }),
  ]);
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
    via: "online",
  });
  const rows = await clinic.inside((tx) => tx.select().from(appointments));
  patientId = rows[0]!.patientId!;
  const people = await clinic.inside((tx) => tx.select().from(members));
  const own = people.find(({ practitionerId }) => practitionerId === clinic.ids.tom);
  const memberId = own?.id ?? clinic.ids.members.clinical_lead;
  tom = {
    ...clinic.memberCtx("practitioner"),
    actor: { kind: "member", memberId, role: "practitioner", practitionerId: clinic.ids.tom, name: "Tom Okafor" },
  };
});
afterAll(async () => {
  await clinic.close();
  await theirs.close();
  await database.drop();
});

/** Treats the patient. */
const priya = () => clinic.memberCtx("practitioner");

describe("phrases", () => {
  test("one's own are one's own; everybody's are written by who leads", async () => {
    await addPhrase(priya(), { title: "Usual soreness", body: "Told about soreness for a day.", forAll: false });
    await addPhrase(clinic.memberCtx("clinical_lead"), { title: "Consent", body: "Consent was given.", forAll: true });
    await expect(addPhrase(priya(), { title: "x y", body: "For all", forAll: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await listPhrases(priya())).map(({ title, own }) => [title, own])).toEqual([
      ["Consent", false],
      ["Usual soreness", true],
    ]);
    const [shared] = await listPhrases(tom);
    expect(shared).toMatchObject({ title: "Consent" });
    await expect(retirePhrase(tom, { phraseId: shared!.phraseId })).rejects.toMatchObject({ code: "not_found" });
    await expect(listPhrases(clinic.memberCtx("front_desk"))).rejects.toMatchObject({ code: "forbidden" });
    expect(await listPhrases(theirs.memberCtx("practitioner"))).toEqual([]);
  });
});

describe("tasks for home", () => {
  const chinTucks = { title: "Chin tucks", how: "Ten, slowly.", often: "Three times a day" };

  test("are set and ended by who treats, and read by the patient alone", async () => {
    const { taskId } = await setHomeTask(priya(), { ...chinTucks, patientId });
    expect(await listHomeTasks(clinic.patientCtx(patientId), { patientId })).toMatchObject([
      { title: "Chin tucks", fromDate: "2026-11-24", endedAt: null },
    ]);
    await expect(
      listHomeTasks(clinic.patientCtx(patientId), {
        patientId: clinic.ids.asha === patientId ? newId() : clinic.ids.asha,
      }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(setHomeTask(tom, { ...chinTucks, patientId })).rejects.toMatchObject({ code: "reason_needed" });
    await expect(setHomeTask(clinic.memberCtx("front_desk"), { ...chinTucks, patientId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(setHomeTask(theirs.memberCtx("practitioner"), { ...chinTucks, patientId })).rejects.toMatchObject({
      code: "not_found",
    });
    await endHomeTask(priya(), { taskId });
    await expect(endHomeTask(priya(), { taskId })).rejects.toMatchObject({ code: "already_done" });
    expect((await listHomeTasks(priya(), { patientId }))[0]!.endedAt).not.toBeNull();
  });
});

describe("referrals", () => {
  const reason = "Neck stiff after the crash; please look at movement.";

  test("go to a discipline, are seen by its people alone, and answered once", async () => {
    const { referralId } = await sendReferral(priya(), {
      patientId,
      disciplineId: clinic.ids.physioDiscipline,
      practitionerId: null,
      reason,
    });
    expect(await referralsToAnswer(priya())).toEqual([]);
    expect(await referralsToAnswer(tom)).toMatchObject([{ referralId, patientId, reason, status: "sent" }]);
    await expect(
      answerReferral(clinic.memberCtx("clinical_lead"), { referralId, status: "withdrawn", answer: "" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(answerReferral(tom, { referralId, status: "declined", answer: "" })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "answer" }],
    });
    const both = await Promise.allSettled([
      answerReferral(tom, { referralId, status: "accepted", answer: "" }),
      answerReferral(priya(), { referralId, status: "withdrawn", answer: "" }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await referralsToAnswer(tom)).toEqual([]);
    expect((await listReferrals(priya(), { patientId }))[0]!.status).not.toBe("sent");
  });

  test("to a person who does not give the discipline, or of another clinic, are refused", async () => {
    const to = { patientId, disciplineId: clinic.ids.physioDiscipline, reason };
    await expect(sendReferral(priya(), { ...to, practitionerId: clinic.ids.priya })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "practitionerId" }],
    });
    await expect(
      sendReferral(priya(), { ...to, practitionerId: null, disciplineId: theirs.ids.physioDiscipline }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(sendReferral(theirs.memberCtx("practitioner"), { ...to, practitionerId: null })).rejects.toMatchObject(
      { code: "not_found" },
    );
    await expect(listReferrals(tom, { patientId })).rejects.toMatchObject({ code: "reason_needed" });
  });
});
