// What a clinic sets about its messages holds for what is sent next; and a booking can be undone before anybody hears of it.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointmentFacts, appointments, outbox } from "../../../db/schema/index.ts";
import { viewBooking } from "../../../lib/booking/view-booking.ts";
import { announceReminders } from "../../../lib/messages/announce-reminders.ts";
import { messageRulesInput } from "../../../lib/messages/messages-input.ts";
import { chooseMessages, viewChoices } from "../../../lib/messages/choose-messages.ts";
import {
  setMessageRules,
  setMessageText,
  viewMessageSetup,
  viewMessageText,
} from "../../../lib/messages/set-messages.ts";
import { undoBooking, viewUndo } from "../../../lib/messages/undo-booking.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const person = (name: string) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@example.org` });
const words = { subject: "We have you, says {clinic}", opening: "Good.\n\nSee you {time}.", brief: "Good: {time}" };
const rules = (from: string, more: object = {}) =>
  messageRulesInput.parse({
    from,
    earlyHours: 24,
    lateHours: "",
    onceBelowDays: 0,
    quietFrom: "21:00",
    quietTo: "8:00",
    weeklyCap: 6,
    nudgeDays: "",
    checkInHours: "",
    offersAtOnce: 5,
    offerMinutes: 120,
    holdMinutes: 0,
    ...more,
  });

test("own words are sent from the next message on, and the original ones again after going back", async () => {
  const clinic = await desk.clinic();
  const owner = clinic.memberCtx("owner");
  const before = await viewMessageText(owner, { kind: "appointment.booked" });
  expect(before).toMatchObject({ since: null, words: { subject: "Your appointment at {clinic}" } });
  await setMessageText(owner, { kind: "appointment.booked", language: "en", words });
  const view = await viewMessageText(owner, { kind: "appointment.booked" });
  expect(view.preview.subject).toBe("We have you, says Harbour Test Clinic");
  expect(view.preview.mail).toContain("Thu, Nov 26, 9:00 am");
  await book(clinic, { person: person("Own Words") });
  await desk.relay(plus(clinic.now, 1));
  const [mail] = desk.mailbox.mails("own.words@example.org");
  expect(mail!.subject).toBe("We have you, says Harbour Test Clinic");
  expect(mail!.text).toContain("Good.\n\nSee you Tue, Dec 1, 9:00 am.");
  expect(mail!.text).toContain("Where: ");
  await setMessageText(clinic.memberCtx("owner", plus(clinic.now, 2)), {
    kind: "appointment.booked",
    language: "en",
    words: null,
  });
  await book(clinic, { person: person("Old Words"), start: plus(nine, 75) });
  await desk.relay(plus(clinic.now, 3));
  expect(desk.mailbox.mails("old.words@example.org")[0]!.subject).toBe("Your appointment at Harbour Test Clinic");
  expect((await viewMessageSetup(owner)).kinds.filter(({ own }) => own)).toEqual([]);
});

test("the desk sets nothing, a rule begins today or later, and the wrong kind is not there", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk");
  const owner = clinic.memberCtx("owner");
  const own = { kind: "plan.stopped" as const, language: "en" as const, words };
  await expect(setMessageText(front, own)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setMessageRules(front, rules("2026-12-01"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(viewMessageSetup(front)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setMessageRules(owner, rules("2026-11-23"))).rejects.toMatchObject({ code: "invalid" });
  await expect(viewMessageText(owner, { kind: "patient.code" })).rejects.toMatchObject({ code: "not_found" });
});

test("what waits for the morning goes by the rule of that morning, be it set before the night or in it", async () => {
  const night = plus(nine, -10.5 * 60);
  for (const setAt of [plus(nine, -20 * 60), plus(nine, -2 * 60)]) {
    const clinic = await desk.clinic();
    const early = person(`Early ${setAt.getUTCHours()}`);
    const set = (at: Date, from: string, quietTo: string) =>
      setMessageRules(clinic.memberCtx("owner", at), rules(from, { quietTo }));
    const reminders = () => desk.mailbox.mails(early.email).filter(({ subject }) => subject.startsWith("Reminder:"));
    await book(clinic, { person: early });
    await set(clinic.now, "2026-11-24", "10:00");
    const setShorter = () => set(setAt, "2026-12-01", "7:00");
    if (setAt < night) await setShorter();
    expect(await announceReminders(clinic.systemCtx(night))).toBe(1);
    await desk.relay(night);
    if (setAt > night) await setShorter();
    for (const before of [plus(nine, -9 * 60), plus(nine, -2 * 60 - 1)]) await desk.relay(before);
    expect(reminders()).toHaveLength(0);
    await desk.relay(plus(nine, -2 * 60));
    expect(reminders()).toHaveLength(1);
  }
});

test("reminders go by text where the rule says so, unless their person chose otherwise; a second rule of a day takes the first one's place", async () => {
  const clinic = await desk.clinic();
  const owner = clinic.memberCtx("owner");
  await setMessageRules(owner, rules("2026-11-24"));
  await setMessageRules(owner, rules("2026-11-24", { textTopics: ["reminder"] }));
  expect((await viewMessageSetup(owner)).rules.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
    "2026-11-24",
    "2020-01-01",
  ]);
  const noon = plus(nine, 180);
  const [texted, mailed] = [person("Te Xted"), person("Ma Iled")];
  await book(clinic, { person: { ...texted, ...mobile("+16045557001") }, start: noon });
  const second = await book(clinic, { person: { ...mailed, ...mobile("+16045557002") }, start: plus(noon, 75) });
  const patientId = await patientOf(clinic, second.appointmentId);
  const own = clinic.patientCtx(patientId);
  const { choices, news } = await viewChoices(own, { patientId });
  expect(choices.reminder).toBe("sms");
  await chooseMessages(own, { patientId, news, choices: { ...choices, reminder: "email" } });
  await desk.minute(clinic, plus(noon, -22 * 60));
  const reminder = /^Reminder/;
  expect(desk.texts.texts("+16045557001").filter(({ body }) => body.includes("Reminder"))).toHaveLength(1);
  expect(desk.mailbox.mails(texted.email).filter(({ subject }) => reminder.test(subject))).toHaveLength(0);
  expect(desk.mailbox.mails(mailed.email).filter(({ subject }) => reminder.test(subject))).toHaveLength(1);
});

const mobile = (number: string) => ({ mobile: number });
const patientOf = async (clinic: TestClinic, appointmentId: string): Promise<string> => {
  const [row] = await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.id, appointmentId)));
  return row!.patientId!;
};

test("a booking is told after three minutes; one that was undone before never is, costs nothing and was never late", async () => {
  const clinic = await desk.clinic(undefined, { holdMinutes: 3 });
  const [kept, undone, late] = [person("Ke Pt"), person("Un Done"), person("La Te")];
  const { chainId } = await book(clinic, { person: kept });
  // Today, so that cancelling would cost the fee.
  const soon = plus(clinic.now, 6 * 60);
  const other = await book(clinic, { person: undone, start: soon });
  const third = await book(clinic, { person: late, start: plus(soon, 75) });
  await desk.relay(plus(clinic.now, 1));
  expect(desk.mailbox.mails(kept.email)).toHaveLength(0);
  // To wait is not to have tried.
  const waits = eq(outbox.kind, "appointment.booked");
  expect((await clinic.inside((tx) => tx.select().from(outbox).where(waits))).map(({ attempts }) => attempts)).toEqual([
    0, 0, 0,
  ]);
  const guest = clinic.guestCtx(plus(clinic.now, 2));
  expect(await viewUndo(guest, { chainId: other.chainId })).toEqual(plus(clinic.now, 3));
  await undoBooking(guest, { chainId: other.chainId });
  await expect(undoBooking(guest, { chainId: other.chainId })).rejects.toMatchObject({ code: "too_late" });
  await cancelBooking(guest, { appointmentId: third.appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(clinic.now, 3));
  expect(desk.mailbox.mails(kept.email).map(({ subject }) => subject)).toEqual([
    "Your appointment at Harbour Test Clinic",
  ]);
  expect(desk.mailbox.mails(undone.email)).toEqual([]);
  expect(desk.mailbox.mails(late.email).map(({ subject }) => subject)).toEqual([
    "Your appointment at Harbour Test Clinic is cancelled",
  ]);
  expect((await viewBooking(guest, { chainId: other.chainId })).status).toBe("cancelled");
  const facts = await clinic.inside((tx) =>
    tx.select().from(appointmentFacts).where(eq(appointmentFacts.appointmentId, other.appointmentId)),
  );
  expect(facts.find(({ fact }) => fact === "cancelled")).toMatchObject({ late: false, reason: "undone" });
  const after = clinic.guestCtx(plus(clinic.now, 4));
  expect(await viewUndo(after, { chainId })).toBeNull();
  await expect(undoBooking(after, { chainId })).rejects.toMatchObject({ code: "too_late" });
  const rows = await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, "appointment.booked")));
  const outcomes = Map.groupBy(rows, ({ outcome }) => outcome);
  expect([outcomes.get("sent")?.length, outcomes.get("skipped: cancelled")?.length]).toEqual([1, 2]);
  await mustHold(clinic, plus(clinic.now, 5));
});
