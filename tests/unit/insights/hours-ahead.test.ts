// Hours booked of hours open: time off is cut out once, and what stands counts whether in open hours or not.
import { expect, test } from "vitest";
import type { DayAppointment, DayColumn } from "../../../lib/booking/booking-views.ts";
import { hoursAhead } from "../../../lib/insights/hours-ahead.ts";
import { addDays } from "../../../lib/time/dates.ts";

const appointment = (status: DayAppointment["status"], minutes: number) =>
  ({ status, start: new Date(0), end: new Date(minutes * 60_000) }) as DayAppointment;
const span = (startMin: number, endMin: number) => ({ startMin, endMin, reason: "" });

const column = (more: Partial<DayColumn>): DayColumn => ({
  practitionerId: "priya",
  name: "Priya",
  title: "",
  open: [],
  timeOff: [],
  appointments: [],
  ...more,
});

test("weeks of seven days, and each person over all of them", () => {
  const days = Array.from({ length: 9 }, (_, index) => ({
    date: addDays("2026-11-24", index),
    columns:
      index === 0
        ? [
            column({
              open: [span(540, 720), span(780, 1020)],
              timeOff: [span(600, 660), span(630, 800)],
              appointments: [
                appointment("booked", 60),
                appointment("arrived", 30),
                appointment("cancelled", 60),
                appointment("held", 60),
                appointment("noshow", 60),
              ],
            }),
          ]
        : index === 8
          ? [column({ practitionerId: "tom", appointments: [appointment("fulfilled", 45)] })]
          : [],
  }));
  const people = [
    { id: "priya", name: "Priya" },
    { id: "tom", name: "Tom" },
    { id: "idle", name: "Idle" },
  ];
  expect(hoursAhead({ days, people })).toEqual({
    weeks: [
      { from: "2026-11-24", to: "2026-11-30", openMin: 180 + 240 - 120 - 20, bookedMin: 90 },
      { from: "2026-12-01", to: "2026-12-02", openMin: 0, bookedMin: 45 },
    ],
    people: [
      { id: "priya", name: "Priya", openMin: 280, bookedMin: 90 },
      { id: "tom", name: "Tom", openMin: 0, bookedMin: 45 },
    ],
  });
});
