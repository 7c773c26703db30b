// A visit to come that was booked in another system: placed into the calendar as staff would, without telling anybody.
import { practitionerRows, serviceRows } from "../../db/queries/clinics.ts";
import { plainlyTaken } from "../../db/queries/appointments.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { Refusal } from "../errors.ts";
import { dateIn, typedInstant } from "../time/zone.ts";
import { isDate } from "../time/dates.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import type { NewAppointment } from "../booking/write-rows.ts";
import { readDate, readTime } from "./import-input.ts";
import type { Place } from "./import-rows.ts";
import { importedPatient } from "./patient-key.ts";

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export const placeAppointment: Place = {
  keyOf: (cells) =>
    cells["key"]?.trim() ||
    ["patientKey", "practitioner", "service", "date", "time"]
      .map((name) => cells[name]?.trim().toLowerCase())
      .join("|"),
  async place(t, cells, { dateForm }) {
    const { tx, clinicId, now } = t;
    const { timeZone } = await loadClinic(t);
    const patientId = await importedPatient(t, cells["patientKey"] ?? "");
    const [date, minute] = [readDate(cells["date"] ?? "", dateForm), readTime(cells["time"] ?? "")];
    const start = date && isDate(date) && minute !== null ? typedInstant(date, minute, timeZone) : null;
    if (!start)
      throw new Refusal(
        "invalid",
        `“${cells["date"] ?? ""} ${cells["time"] ?? ""}” is no date and time in the form you chose.`,
      );
    if (start <= now) return null;
    const [services, people] = await Promise.all([
      serviceRows(tx, clinicId, now),
      practitionerRows(tx, clinicId, dateIn(now, timeZone)),
    ]);
    const service = services.find(({ name }) => same(name, cells["service"] ?? ""));
    if (!service)
      throw new Refusal("invalid", `No service is called “${cells["service"] ?? ""}”. Add it, or change the file.`);
    const who = people.find(({ name }) => same(name, cells["practitioner"] ?? ""));
    if (!who)
      throw new Refusal(
        "invalid",
        `Nobody here is called “${cells["practitioner"] ?? ""}”. Add them, or change the file.`,
      );
    const minutes = cells["minutes"]?.trim();
    const durationMin = minutes ? Number(minutes) : service.durationMin;
    if (!Number.isInteger(durationMin) || durationMin < 5 || durationMin > 480)
      throw new Refusal("invalid", `“${minutes}” is no length in minutes.`);
    const end = new Date(start.getTime() + durationMin * 60_000);
    const wish = [{ n: 0, practitionerId: who.id, start, end }];
    if ((await plainlyTaken(tx, clinicId, wish, now)) !== null)
      throw new Refusal(
        "invalid",
        `${who.name} has another visit at this time already. Give one of the two another time.`,
      );
    const row: NewAppointment = {
      serviceId: service.id,
      practitionerId: who.id,
      start,
      durationMin,
      patientId,
      status: "booked",
      via: "import",
      rules: "staff",
      quiet: true,
    };
    const [written] = await writeAppointments(t, [row]).catch((error: unknown) => {
      // What was agreed elsewhere stands, also outside the hours and steps of the day here.
      if (error instanceof Refusal && error.code === "slot_taken")
        return writeAppointments(t, [{ ...row, overbookReason: "Booked before the clinic came here" }]);
      throw error;
    });
    if (!written) throw new Error("a visit was written without a row");
    return { subjectId: written.id, patientId };
  },
};
