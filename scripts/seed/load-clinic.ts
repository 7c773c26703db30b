// Clinics for load: Harbour's calendar under another name, with as many patients and months as asked for.
import type { ClinicDesign } from "./design.ts";
import { harbour } from "./harbour.ts";

/** `clinic-001` … */
export function loadClinic(number: number, patients: number, months: number): ClinicDesign {
  const name = String(number).padStart(3, "0");
  return { ...harbour, slug: `clinic-${name}`, name: `Load Clinic ${name}`, patients, months };
}
