// Mails as the worker sends them: decided at the moment of sending, once each, and put off or parked when the server refuses.
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { messages, outbox } from "../../../db/schema/index.ts";
import { manageToken } from "../../../lib/booking/manage-token.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { deliver } from "../../../lib/messages/deliver.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { endPlan } from "../../../lib/payments/end-plan.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { book, nine, openMoneyDesk, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { assessed, newPatient, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let desk: MoneyDesk;
beforeAll(async () => {
  database = await freshDatabase();
  desk = await openMoneyDesk(database);
});
afterEach(() => desk.mailbox.refuseNext(0, 451));
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const hours = 60;
const subjectsTo = (email: string) => desk.mailbox.mails(email).map((mail) => mail.subject);
const rowsOf = (clinic: TestClinic, kind: string) =>
  clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, kind)).orderBy(outbox.runAt));
const calendarOf = (email: string) => {
  const file = desk.mailbox.mails(email)[0]?.attachments.find((part) => part.contentType.startsWith("text/calendar"));
  return Buffer.from(file?.base64 ?? "", "base64")
    .toString()
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n");
};
const person = (name: string) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@example.org` });

test("a booking is confirmed by one mail with its link and calendar entry, whatever the worker repeats", async () => {
  const clinic = await desk.clinic();
  const ada = person("Ada Once");
  const booked = await book(clinic, { person: ada });
  await desk.relay(clinic.now);
  await desk.relay(plus(clinic.now, 1));
  expect(subjectsTo(ada.email)).toEqual(["Your appointment at Harbour Test Clinic"]);
  const [row] = await rowsOf(clinic, "appointment.booked");
  expect(row).toMatchObject({ outcome: "sent", attempts: 1 });
  // A worker that died between sending and marking finds the message and sends nothing.
  const again = { id: row!.id, kind: "appointment.booked" as const, payload: row!.payload };
  expect(await deliver(clinic.systemCtx(), again)).toEqual({ outcome: "skipped: sent before" });
  expect(subjectsTo(ada.email)).toHaveLength(1);
  const [mail] = desk.mailbox.mails(ada.email);
  expect(mail!.text).toContain("Tuesday, December 1, 2026 at 9:00 am, Vancouver time");
  expect(mail!.text).toContain(`/${clinic.slug}/booking/${manageToken(clinic.systemCtx(), booked.chainId)}`);
  expect(mail!.messageId).toBe(`<${row!.id}@taper>`);
  const lines = calendarOf(ada.email);
  expect(lines).toContain("DTSTART:20261201T160000Z");
  expect(lines).toContain(`UID:${booked.chainId}@taper`);
  expect(await clinic.inside((tx) => tx.select().from(messages))).toMatchObject([
    { channel: "email", template: "appointment.booked", appointmentId: booked.appointmentId },
  ]);
});

test("RM-01 after cancelling there is no reminder, and the calendar entry is taken out", async () => {
  const clinic = await desk.clinic();
  const can = person("Can Celled");
  const booked = await book(clinic, { person: can });
  await desk.relay(clinic.now);
  const cancel = { appointmentId: booked.appointmentId, byWhom: "patient" as const, reason: "" };
  await cancelBooking(clinic.guestCtx(plus(clinic.now, 5)), cancel);
  await desk.relay(plus(clinic.now, 5));
  const lines = calendarOf(can.email);
  expect(lines).toEqual(expect.arrayContaining(["METHOD:CANCEL", "SEQUENCE:1", `UID:${booked.chainId}@taper`]));
  await desk.minute(clinic, plus(nine, -47 * hours));
  expect(subjectsTo(can.email)).toEqual([
    "Your appointment at Harbour Test Clinic is cancelled",
    "Your appointment at Harbour Test Clinic",
  ]);
  expect(await rowsOf(clinic, "appointment.reminder")).toEqual([]);
});

test("RM-01 after a move only the new time is told, under the same calendar identity", async () => {
  const clinic = await desk.clinic();
  const mo = person("Mo Ved");
  const booked = await book(clinic, { person: mo });
  const start = plus(nine, 48 * hours);
  await rescheduleAppointment(clinic.guestCtx(), { appointmentId: booked.appointmentId, start });
  await desk.relay(plus(clinic.now, 1));
  // The first confirmation had not gone out yet: it would name a time that is no longer true.
  expect(subjectsTo(mo.email)).toEqual(["Your new time at Harbour Test Clinic"]);
  expect(calendarOf(mo.email)).toEqual(
    expect.arrayContaining(["SEQUENCE:1", "DTSTART:20261203T160000Z", `UID:${booked.chainId}@taper`]),
  );
});

test("a server that asks to wait is tried again, and one that goes on refusing parks the row after five tries", async () => {
  const clinic = await desk.clinic();
  const sam = person("Sam Later");
  await book(clinic, { person: sam });
  desk.mailbox.refuseNext(1, 451);
  await desk.relay(clinic.now);
  expect(subjectsTo(sam.email)).toEqual([]);
  const [waiting] = await rowsOf(clinic, "appointment.booked");
  expect(waiting).toMatchObject({ attempts: 1, doneAt: null, parkedAt: null });
  expect(waiting!.runAt.getTime()).toBeGreaterThan(clinic.now.getTime());
  await desk.relay(clinic.now);
  expect(subjectsTo(sam.email)).toEqual([]);
  await desk.relay(plus(clinic.now, 5));
  expect(subjectsTo(sam.email)).toHaveLength(1);

  const other = await desk.clinic();
  const pat = person("Pat Parked");
  await book(other, { person: pat });
  desk.mailbox.refuseNext(99, 550);
  for (let turn = 0; turn < 8; turn++) await desk.relay(plus(other.now, 10 * turn));
  const [parked] = await rowsOf(other, "appointment.booked");
  expect(parked).toMatchObject({ attempts: 5, doneAt: null, lastError: expect.stringMatching(/^GatewayError/) });
  expect(parked!.parkedAt).not.toBeNull();
  expect(JSON.stringify(parked)).not.toContain(pat.email);
  desk.mailbox.refuseNext(0, 550);
  await desk.relay(plus(other.now, 200));
  expect(subjectsTo(pat.email)).toEqual([]);
});

test("RM-01 two workers at one moment send one mail", async () => {
  const clinic = await desk.clinic();
  const two = person("Two Workers");
  await book(clinic, { person: two });
  await Promise.all([desk.relay(clinic.now), desk.relay(clinic.now), desk.relay(clinic.now)]);
  expect(subjectsTo(two.email)).toHaveLength(1);
});

test("a course is told in one mail with all its visits, an offer and a stop in one each, without a word of why", async () => {
  const clinic = await desk.clinic(planClinic, { connections: 6 });
  const patientId = await newPatient(clinic, "Cora Course");
  const email = "cora.course@example.org";
  const lead = clinic.memberCtx("clinical_lead");
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found));
  await offerPlan(lead, { planId });
  await desk.relay(plus(clinic.now, 1));
  await acceptPlan(clinic.memberCtx("front_desk"), yes(planId));
  await desk.relay(plus(clinic.now, 1));
  expect(calendarOf(email).filter((line) => line === "BEGIN:VEVENT")).toHaveLength(21);
  await endPlan(clinic.memberCtx("clinical_lead", plus(clinic.now, 5)), { planId, reason: "referred" });
  await desk.relay(plus(clinic.now, 6));
  const gone = calendarOf(email);
  expect(gone).toContain("METHOD:CANCEL");
  expect(gone.filter((line) => line === "STATUS:CANCELLED")).toHaveLength(21);
  const mails = desk.mailbox.mails(email);
  expect(mails.map((mail) => mail.subject)).toEqual([
    "Your appointments at Harbour Test Clinic are cancelled",
    "Your appointments at Harbour Test Clinic",
    "Something to look at from Harbour Test Clinic",
  ]);
  for (const mail of mails) {
    // The link's own path is not part of what is said.
    const said = `${mail.subject} ${mail.text.replace(/https?:\S+/g, "")}`;
    expect(said).not.toMatch(/whiplash|neck|headache|massage|physio|treatment|plan\b|icbc/i);
  }
});
