// The shapes of booking at a doorway: which slots are asked for, a hold, a booking, a move.
import { z } from "zod";
import { isId } from "../ids.ts";
import { patientInput } from "../patients/patient-input.ts";
import { dateInput } from "../time/date-input.ts";
import { daysBetween, isReckoned } from "../time/dates.ts";
import { startInput } from "../time/start-input.ts";

const id = z.string().refine(isId, "is not an id of this clinic");

const dayInput = dateInput.refine(isReckoned, {
  error: "must lie in the years 2000 to 2199",
  abort: true,
});

const most = 62;

export const slotsInput = z
  .object({ service: id, practitioner: id.optional(), from: dayInput, to: dayInput })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before `from`" })
  .refine(({ from, to }) => daysBetween(from, to) < most, { path: ["to"], message: `at most ${most} days at once` });

export const holdInput = z.object({ service: id, practitioner: id.optional(), start: startInput });

export const screenAnswersInput = z.object({
  version: z.string().max(40),
  answers: z.record(z.string().max(80), z.string().max(20)),
});

/** The API says `phone` where the record says mobile. */
const apiPatient = z.preprocess((value) => {
  if (typeof value !== "object" || value === null || !("phone" in value)) return value;
  const { phone, ...rest } = value;
  return { mobile: phone, ...rest };
}, patientInput);

const details = {
  patient: apiPatient,
  screen: screenAnswersInput,
  consent: z.literal(true, { error: "must be true: the patient agrees to the clinic's booking terms" }),
  pay: z.enum(["clinic", "now", "deposit"]).default("clinic"),
};

/** Either a hold made before, or the slot itself. */
export const appointmentInput = z.union([
  z.object({ ...details, hold: id }),
  z.object({ ...details, service: id, practitioner: id.optional(), start: startInput }),
]);

export const moveInput = z.object({ start: startInput, practitioner: id.optional() });
