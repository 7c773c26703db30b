// A visit the clinic cannot keep: its patient is offered times that are free, moves without a fee, and is called only while nothing is chosen.
import { expect, test } from "vitest";
import { appointments } from "../../../db/schema/index.ts";
import { cancelTerms } from "../../../lib/booking/policy.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { listCallTasks } from "../../../lib/intake/call-tasks.ts";
import { clearDays } from "../../../lib/payments/clear-days.ts";
import type { BookingPolicy } from "../../../lib/booking/booking-views.ts";
import { book, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const hours = 60;
const day = { fromDate: "2026-12-01", toDate: "2026-12-01" };
const mails = (email: string) => desk.mailbox.mails(email);

async function away(name: string) {
  const clinic = await desk.clinic();
  const ada = { name, email: `${name.toLowerCase().replace(" ", ".")}@example.org` };
  const booked = await book(clinic, { person: ada });
  await desk.relay(clinic.now);
  const done = await clearDays(clinic.memberCtx("front_desk"), {
    ...day,
    practitionerId: clinic.ids.priya,
    reason: "Ill",
    decisions: [{ appointmentId: booked.appointmentId, deed: "offer" }],
  });
  expect(done).toEqual({ given: 0, offered: 1, toCall: 0, cancelled: 0 });
  return { clinic, ada, booked };
}

test("the letter names free times and leads to the moving; no reminder is sent of a visit that cannot be", async () => {
  const { clinic, ada, booked } = await away("Ada Offered");
  await desk.relay(plus(clinic.now, 1));
  const letter = mails(ada.email).find(
    ({ subject }) => subject === "Please choose another time at Harbour Test Clinic",
  )!;
  expect(letter.text).toContain("Moving or cancelling it costs nothing");
  expect(letter.text).toMatch(/\/booking\/[\w-]+\/move/);
  // Somebody ill on the first of December is not offered that day.
  expect(letter.text.match(/(November 30|December [2-9]), 2026 at/g)!.length).toBeGreaterThanOrEqual(3);
  await desk.minute(clinic, plus(nine, -24 * hours));
  expect(mails(ada.email).filter(({ subject }) => subject.startsWith("Reminder"))).toEqual([]);
  const [row] = (await clinic.inside((tx) => tx.select().from(appointments))).filter(
    ({ id }) => id === booked.appointmentId,
  );
  const policy = row!.policy as BookingPolicy;
  expect(cancelTerms({ start: row!.startsAt, status: "booked", policy }, "patient", plus(nine, -1))).toEqual({
    late: false,
    feeMinor: 0,
  });
});

test("the call waits a day, and is off the list once the patient has chosen", async () => {
  const { clinic, booked } = await away("Bo Chooses");
  const front = clinic.memberCtx("front_desk");
  const [task] = await listCallTasks(front);
  expect(task).toMatchObject({ kind: "clinic_away", reason: expect.stringContaining("were offered by e-mail") });
  expect(task!.dueAt).toEqual(plus(clinic.now, 24 * hours));
  await rescheduleAppointment(clinic.guestCtx(), {
    appointmentId: booked.appointmentId,
    start: plus(nine, 48 * hours),
  });
  expect(await listCallTasks(front)).toEqual([]);
});
