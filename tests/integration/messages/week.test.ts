// The clinic's week by e-mail: on Monday mornings, to who wants it, with the figures of that moment and nobody's name.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members, outbox, patients, users } from "../../../db/schema/index.ts";
import { aheadView } from "../../../lib/insights/ahead-view.ts";
import { chooseDigest, getsDigest } from "../../../lib/insights/choose-digest.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { announceDigests } from "../../../lib/messages/announce-digests.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { plus, type MoneyDesk } from "../../support/money-desk.ts";
import { planClinic } from "../../support/plan-clinic.ts";
import { runningCourse } from "../../support/running-course.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

/** Monday 2026-11-30 at seven in Vancouver. */
const monday = new Date("2026-11-30T14:00:00Z");
const week = 7 * 24 * 60;

async function oneCourse() {
  const clinic = await desk.clinic(planClinic, { connections: 6 });
  const course = await runningCourse(clinic);
  const hour = async (at: Date) => {
    await announceDigests(clinic.systemCtx(at));
    await desk.relay(at);
  };
  const mails = async (role: "owner" | "manager" = "owner") =>
    desk.mailbox.mails(await emailOf(clinic, role)).filter(({ subject }) => subject.startsWith("Your week"));
  const outcomes = async () =>
    (await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, "owner.digest")))).map(
      ({ outcome }) => outcome,
    );
  return { clinic, course, hour, mails, outcomes };
}

async function emailOf(clinic: TestClinic, role: "owner" | "manager"): Promise<string> {
  const [row] = await clinic.inside((tx) =>
    tx
      .select({ email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.id, clinic.ids.members[role])),
  );
  return row!.email;
}

test("it comes once on Monday from seven on, says what the owner's page says, and leads there", async () => {
  const { clinic, course, hour, mails } = await oneCourse();
  await hour(plus(monday, -1));
  expect(await mails()).toHaveLength(0);
  await hour(monday);
  await hour(plus(monday, 60));
  await hour(plus(monday, 24 * 60));
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail!.subject).toBe("Your week at Harbour Test Clinic");
  const page = await ownerView(clinic.memberCtx("owner", monday));
  expect(mail!.text).toContain(page.sentence);
  expect(mail!.text).toContain(`Nothing booked: ${page.unbookedPlans} plan`);
  const ahead = await aheadView(clinic.memberCtx("owner", monday));
  expect(ahead.hours!.weeks.reduce((sum, { bookedMin }) => sum + bookedMin, 0)).toBeGreaterThan(0);
  const open = ahead.hours!.weeks.reduce((sum, { openMin }) => sum + openMin, 0);
  expect(mail!.text).toContain(`% of ${Math.round(open / 60)} hours that people work`);
  for (const path of [
    "owner",
    "owner/ahead#risk",
    "owner/follow#behind",
    "owner/patients?figure=attendance",
    "account#week",
  ])
    expect(mail!.text).toContain(`http://localhost:3000/${path}`);
  const [patient] = await clinic.inside((tx) => tx.select().from(patients).where(eq(patients.id, course.patientId)));
  const said = `${mail!.subject} ${mail!.text}`;
  for (const name of patient!.name.split(" ")) expect(said).not.toContain(name);
  expect(said).not.toMatch(/whiplash|neck|massage|physio|pain|icbc/i);
});

test("who says no gets none from then on, also when it is on the outbox already; a manager gets it when they ask", async () => {
  const { clinic, hour, mails, outcomes } = await oneCourse();
  const owner = clinic.memberCtx("owner", monday);
  const manager = clinic.memberCtx("manager", monday);
  expect([await getsDigest(owner), await getsDigest(manager)]).toEqual([true, false]);
  await announceDigests(clinic.systemCtx(monday));
  await chooseDigest(owner, { wanted: false });
  await chooseDigest(manager, { wanted: true });
  await desk.relay(monday);
  expect(await mails()).toHaveLength(0);
  expect(await outcomes()).toEqual(["skipped: they do without"]);
  await hour(plus(monday, week));
  expect(await mails()).toHaveLength(0);
  expect(await mails("manager")).toHaveLength(1);
  await chooseDigest(clinic.memberCtx("owner", plus(monday, week)), { wanted: true });
  await hour(plus(monday, 2 * week));
  expect(await mails()).toHaveLength(1);
});

test("it is left out when the week has gone on, or nobody has a plan that runs", async () => {
  const { clinic, course, mails, outcomes } = await oneCourse();
  await announceDigests(clinic.systemCtx(monday));
  await desk.relay(plus(monday, 2 * 24 * 60));
  await stopPlan(clinic.memberCtx("clinical_lead", plus(monday, 3 * 24 * 60)), {
    planId: course.planId,
    reason: "patient_choice",
  });
  await announceDigests(clinic.systemCtx(plus(monday, week)));
  await desk.relay(plus(monday, week));
  expect(await mails()).toHaveLength(0);
  expect(new Set(await outcomes())).toEqual(new Set(["skipped: nothing to tell", "skipped: too late for this week"]));
});

test("only who may see the figures chooses", async () => {
  const { clinic } = await oneCourse();
  for (const role of ["front_desk", "practitioner", "clinical_lead"] as const)
    await expect(chooseDigest(clinic.memberCtx(role), { wanted: true })).rejects.toMatchObject({ code: "forbidden" });
});
