// A patient of another system: found among those who are here, or made.
import { Refusal } from "../errors.ts";
import { matchPatient } from "../patients/match-patient.ts";
import { patientInput } from "../patients/patient-input.ts";
import { readDate } from "./import-input.ts";
import type { Cells, Place } from "./import-rows.ts";

const nameOf = ({ name = "", firstName = "", lastName = "" }: Cells): string =>
  (name.trim() || `${firstName} ${lastName}`).trim().replaceAll(/\s+/g, " ");

export const placePatient: Place = {
  keyOf: (cells) =>
    cells["key"]?.trim() ||
    [nameOf(cells), cells["birthDate"] ?? "", cells["email"] ?? "", cells["mobile"] ?? ""].join("|").toLowerCase(),
  async place(t, cells, { dateForm }) {
    const birthDate = readDate(cells["birthDate"] ?? "", dateForm);
    if (birthDate === null)
      throw new Refusal("invalid", `“${cells["birthDate"] ?? ""}” is no birth date in the form you chose.`);
    const parsed = patientInput.safeParse({
      name: nameOf(cells),
      birthDate,
      email: cells["email"],
      mobile: cells["mobile"],
      guardianName: cells["guardianName"],
    });
    if (!parsed.success) throw new Refusal("invalid", parsed.error.issues.map(({ message }) => message).join(" "));
    const patientId = await matchPatient(t, parsed.data);
    return { subjectId: patientId, patientId };
  },
};
