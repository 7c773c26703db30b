/** What a file of another system may say, and how it may write dates. */
import type { ImportKind } from "../../db/queries/imports.ts";

export type Column = { name: string; label: string; needed: boolean; hint?: string };

/** What a file may say, in the order in which it is asked; a column's name is the field of a row. */
export const importColumns: Record<ImportKind, readonly Column[]> = {
  patients: [
    { name: "key", label: "Patient number", needed: false, hint: "By it, visits and balances find their patient." },
    { name: "name", label: "Full name", needed: false, hint: "Or first and last name below." },
    { name: "firstName", label: "First name", needed: false },
    { name: "lastName", label: "Last name", needed: false },
    { name: "birthDate", label: "Birth date", needed: true },
    { name: "email", label: "E-mail", needed: false, hint: "E-mail or mobile is needed." },
    { name: "mobile", label: "Mobile", needed: false },
    { name: "guardianName", label: "Guardian", needed: false },
  ],
  appointments: [
    { name: "key", label: "Visit number", needed: false, hint: "So that the file can be read in again safely." },
    { name: "patientKey", label: "Patient number", needed: true },
    { name: "practitioner", label: "Practitioner", needed: true, hint: "The name as it stands under People." },
    { name: "service", label: "Service", needed: true, hint: "The name as it stands under Services." },
    { name: "date", label: "Date", needed: true },
    { name: "time", label: "Time", needed: true, hint: "Such as 14:30 or 2:30 pm." },
    { name: "minutes", label: "Length in minutes", needed: false, hint: "Else as long as the service." },
  ],
  balances: [
    { name: "patientKey", label: "Patient number", needed: true },
    { name: "owed", label: "Owed by the patient", needed: false },
    { name: "credit", label: "The patient’s credit", needed: false },
  ],
};

export const dateForms = { ymd: "2026-11-24", dmy: "24/11/2026", mdy: "11/24/2026" };
export type DateForm = keyof typeof dateForms;
