// What people chose holds for the next message: by mail, by text, or not at all; STOP and one click in a mail program are heeded.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, messageChoices, purposeConsents } from "../../../db/schema/index.ts";
import { chooseMessages, stopUnasked, viewChoices } from "../../../lib/messages/choose-messages.ts";
import { heedText } from "../../../lib/messages/heed-text.ts";
import { messagesKey } from "../../../lib/messages/message-key.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { readKey } from "../../../lib/signed-key.ts";
import { topicWords } from "../../../lib/messages/topics.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const noon = plus(nine, 180);
const early = plus(noon, -48 * 60);
const all = { booking: "email", reminder: "email", nudge: "email", check_in: "email", waitlist: "email" } as const;

async function booked(clinic: TestClinic, name: string, mobile: string) {
  const email = `${name.toLowerCase().replace(" ", ".")}@example.org`;
  const one = await book(clinic, { person: { name, email, mobile } as { name: string; email: string }, start: noon });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, one.appointmentId)),
  );
  await desk.relay(clinic.now);
  return { ...one, email, mobile, patientId: row!.patientId! };
}

test("who wants texts gets the reminder as one, with the link, the way out and no word of health", async () => {
  const clinic = await desk.clinic();
  const { patientId, email, mobile } = await booked(clinic, "Texta Wish", "+16045550131");
  const guest = clinic.guestCtx();
  const asked = { patientId, choices: { ...all, reminder: "sms" as const }, news: true };
  await chooseMessages(guest, asked);
  await chooseMessages(guest, asked);
  expect(await viewChoices(guest, { patientId })).toEqual({
    choices: asked.choices,
    news: true,
    language: "en",
    email: "t…@example.org",
    mobile: "…0131",
    texts: true,
    stopped: false,
  });
  // Said twice, kept once; consent stands apart, with the words that were agreed to.
  expect(await clinic.inside((tx) => tx.select().from(messageChoices))).toMatchObject([
    { topic: "reminder", channel: "sms", how: "page" },
  ]);
  expect(await clinic.inside((tx) => tx.select().from(purposeConsents))).toMatchObject([
    { purpose: "news", given: true, textVersion: "2026-11" },
  ]);
  await desk.minute(clinic, early);
  const [text] = desk.texts.texts(mobile);
  expect(text!.body).toMatch(
    /^Harbour Test Clinic: Reminder: Tue, Dec 1, 12:00 pm\. Confirm or move it: http:\/\/localhost:3000\/\S+ Text STOP to end\.$/,
  );
  expect(desk.mailbox.mails(email)).toHaveLength(1);
});

test("STOP holds for the number at once and everywhere, START ends that; the mail takes over meanwhile", async () => {
  const clinic = await desk.clinic();
  const { patientId, email, mobile } = await booked(clinic, "Stop Sign", "+16045550132");
  const guest = clinic.guestCtx();
  await chooseMessages(guest, { patientId, choices: { ...all, reminder: "sms" }, news: false });
  const heard = { db: clinic.db, secret: guest.secret, now: clinic.now };
  expect(await heedText(heard, { from: mobile, text: "Stop" })).toBe("stop");
  expect(await heedText({ ...heard, now: plus(clinic.now, 1) }, { from: mobile, text: "what is this" })).toBeNull();
  expect(await viewChoices(guest, { patientId })).toMatchObject({ stopped: true, texts: false });
  await desk.minute(clinic, early);
  expect(desk.texts.texts(mobile)).toEqual([]);
  expect(desk.mailbox.mails(email)).toHaveLength(2);
  expect(await heedText({ ...heard, now: plus(clinic.now, 2) }, { from: mobile, text: "START" })).toBe("start");
  await desk.minute(clinic, plus(noon, -180));
  expect(desk.texts.texts(mobile)).toHaveLength(1);
});

test("a reminder's mail can be ended with one click; bookings are still told", async () => {
  const clinic = await desk.clinic();
  const { patientId, email, appointmentId } = await booked(clinic, "Click End", "+16045550133");
  await desk.minute(clinic, early);
  const [reminder, booking] = desk.mailbox.mails(email);
  const header = (name: string, of = reminder) => of!.headers.find((one) => one.name === name)?.value;
  const guest = clinic.guestCtx();
  const page = `http://localhost:3000/${clinic.slug}/messages/${messagesKey(guest, patientId)}`;
  expect(header("list-unsubscribe")).toBe(`<${page}/stop>`);
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("list-unsubscribe", booking)).toBeUndefined();
  for (const mail of [reminder, booking]) {
    expect(mail!.text).toContain(`or end them:\n${page}`);
    // Who writes is named with a place that mail can be sent to.
    expect(mail!.text).toContain("12 Harbour Street, Vancouver, BC");
  }
  await stopUnasked(guest, { patientId });
  await stopUnasked(guest, { patientId });
  expect((await viewChoices(guest, { patientId })).choices).toEqual({
    ...Object.fromEntries(Object.keys(topicWords).map((topic) => [topic, "none"])),
    booking: "email",
  });
  await desk.minute(clinic, plus(noon, -180));
  expect(desk.mailbox.mails(email)).toHaveLength(2);
  await cancelBooking(clinic.guestCtx(plus(noon, -170)), { appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(noon, -169));
  expect(desk.mailbox.mails(email)[0]!.subject).toContain("is cancelled");
});

test("a key opens the messages of one person of one clinic, and nobody else's", async () => {
  const [mine, theirs] = [await desk.clinic(), await desk.clinic()];
  const { patientId } = await booked(mine, "Key Holder", "+16045550134");
  const { secret } = mine.guestCtx();
  const key = messagesKey(mine.guestCtx(), patientId);
  expect(readKey(secret, "messages", key)).toEqual({ clinicId: mine.clinicId, id: patientId });
  expect(readKey(secret, "visit", key)).toBeNull();
  expect(readKey(secret, "messages", "A".repeat(64))).toBeNull();
  await expect(viewChoices(theirs.guestCtx(), { patientId })).rejects.toMatchObject({ code: "not_found" });
  await expect(stopUnasked(theirs.guestCtx(), { patientId })).rejects.toMatchObject({ code: "not_found" });
  await expect(viewChoices(mine.patientCtx(mine.ids.asha), { patientId })).rejects.toMatchObject({ code: "not_found" });
  await chooseMessages(mine.memberCtx("front_desk"), { patientId, choices: { ...all, nudge: "none" }, news: false });
  const [row] = await mine.inside((tx) => tx.select().from(messageChoices));
  expect(row).toMatchObject({ how: "desk", memberId: mine.ids.members.front_desk });
});

test("a service of text messages that asks to wait is tried again", async () => {
  const clinic = await desk.clinic();
  const { patientId, mobile } = await booked(clinic, "Wait Text", "+16045550135");
  await chooseMessages(clinic.guestCtx(), { patientId, choices: { ...all, reminder: "sms" }, news: false });
  desk.texts.refuseNext(1, 503);
  await desk.minute(clinic, early);
  expect(desk.texts.texts(mobile)).toEqual([]);
  await desk.relay(plus(early, 1));
  expect(desk.texts.texts(mobile)).toHaveLength(1);
});
