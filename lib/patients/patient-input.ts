// The one truth about the shape of a person's details at a doorway: trimmed names, lower-cased e-mail, mobile as E.164.
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { languages } from "../languages/language.ts";
import { dateInput } from "../time/date-input.ts";

/** Spaces squeezed, ends cut. */
export const tidyName = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/** The number as `+16045550123`, or null when it is none. Numbers without a country are read as Canadian. */
export function mobileOf(text: string): string | null {
  const number = parsePhoneNumberFromString(text, "CA");
  return number?.isValid() ? number.number : null;
}

const nameInput = z.string().transform(tidyName).pipe(z.string().min(2, "Enter the full name.").max(120));

const blankIsMissing = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), inner.optional());

export const emailInput = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email("Enter an e-mail address like name@example.com.").max(254));

export const mobileInput = z.string().transform((text, ctx) => {
  const number = mobileOf(text);
  if (number !== null) return number;
  ctx.addIssue({ code: "custom", message: "Enter a phone number with its area code, like 604 555 0123." });
  return z.NEVER;
});

export const patientInput = z
  .object({
    name: nameInput,
    birthDate: dateInput,
    email: blankIsMissing(emailInput),
    mobile: blankIsMissing(mobileInput),
    guardianName: blankIsMissing(nameInput),
    guardianRelation: blankIsMissing(z.string().trim().max(60)),
    /** In which to write to them. */
    language: z.enum(languages).optional(),
  })
  .refine((patient) => patient.email !== undefined || patient.mobile !== undefined, {
    message: "Enter an e-mail address or a mobile number, so that we can reach you.",
    path: ["email"],
  });

export type PatientInput = z.output<typeof patientInput>;
