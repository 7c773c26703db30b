// Calendars to subscribe to: the times that are kept, under a title that says nothing of health, until the address is ended.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, members } from "../../../db/schema/index.ts";
import { feedFile } from "../../../lib/messages/calendar-entry.ts";
import { busyFeed, endOwnFeed, makeOwnFeed, patientFeed, viewOwnFeed } from "../../../lib/messages/calendar-feed.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { book, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const missing = { code: "not_found" };

test("a patient's calendar holds their own visits, and no more once one is cancelled", async () => {
  const clinic = await desk.clinic();
  const first = await book(clinic, { person: { name: "Fe Ed", email: "fe.ed@example.org" } });
  await book(clinic, { person: { name: "Fe Ed", email: "fe.ed@example.org" }, start: plus(nine, 1440) });
  await book(clinic, { person: { name: "An Other", email: "an.other@example.org" }, start: plus(nine, 75) });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, first.appointmentId)),
  );
  const patientId = row!.patientId!;
  expect((await patientFeed(clinic.guestCtx(), { patientId })).map(({ start }) => start)).toEqual([
    nine,
    plus(nine, 1440),
  ]);
  const { appointmentId } = first;
  await cancelBooking(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" });
  const left = await patientFeed(clinic.guestCtx(), { patientId });
  expect(left.map(({ start }) => start)).toEqual([plus(nine, 1440)]);
  const file = feedFile(left, { name: "Harbour", summary: "Appointment at Harbour", stamp: clinic.now });
  expect(file).toContain("METHOD:PUBLISH");
  expect(file).toContain("DTSTART:20261202T160000Z");
  expect(file).not.toMatch(/massage|TZID|ATTENDEE/i);
});

test("a practitioner's address shows busy times, is replaced and ended, and opens nothing in another clinic or once they left", async () => {
  const [clinic, other] = [await desk.clinic(), await desk.clinic()];
  await book(clinic);
  const priya = clinic.memberCtx("practitioner");
  expect(await viewOwnFeed(priya)).toBeNull();
  const { secret } = await makeOwnFeed(priya);
  const guest = clinic.guestCtx();
  expect((await busyFeed(guest, { secret })).map(({ start }) => start)).toEqual([nine]);
  await expect(busyFeed(other.guestCtx(), { secret })).rejects.toMatchObject(missing);
  const second = await makeOwnFeed(priya);
  await expect(busyFeed(guest, { secret })).rejects.toMatchObject(missing);
  expect(await viewOwnFeed(priya)).toEqual(clinic.now);
  await clinic.inside((tx) =>
    tx.update(members).set({ endedAt: clinic.now }).where(eq(members.id, clinic.ids.members.practitioner)),
  );
  await expect(busyFeed(guest, { secret: second.secret })).rejects.toMatchObject(missing);
  await clinic.inside((tx) =>
    tx.update(members).set({ endedAt: null }).where(eq(members.id, clinic.ids.members.practitioner)),
  );
  expect(await busyFeed(guest, { secret: second.secret })).toHaveLength(1);
  await endOwnFeed(priya);
  await expect(busyFeed(guest, { secret: second.secret })).rejects.toMatchObject(missing);
  await expect(makeOwnFeed(clinic.memberCtx("front_desk"))).rejects.toMatchObject({ code: "forbidden" });
  await endOwnFeed(clinic.memberCtx("front_desk"));
});
