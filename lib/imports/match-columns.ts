/** Which column of a file says what: guessed from its heading, for somebody to put right. */
import type { Column } from "./import-columns.ts";

/** Headings that other systems give, without anything but letters. */
const otherNames: Record<string, readonly string[]> = {
  key: [
    "patientnumber",
    "patientid",
    "clientid",
    "clientnumber",
    "guid",
    "id",
    "number",
    "appointmentid",
    "visitid",
    "chartnumber",
  ],
  patientKey: [
    "patientnumber",
    "patientid",
    "clientid",
    "clientnumber",
    "patientguid",
    "patient",
    "client",
    "chartnumber",
  ],
  name: ["fullname", "name", "patientname", "clientname"],
  firstName: ["firstname", "givenname", "first"],
  lastName: ["lastname", "surname", "familyname", "last"],
  birthDate: ["birthdate", "dateofbirth", "dob", "birthday"],
  email: ["email", "emailaddress", "mail"],
  mobile: ["mobile", "mobilephone", "cell", "cellphone", "phone", "telephone", "phonenumber"],
  guardianName: ["guardian", "guardianname", "parent", "parentname"],
  practitioner: [
    "practitioner",
    "staff",
    "staffmember",
    "staffmembername",
    "practitionername",
    "provider",
    "therapist",
  ],
  service: ["service", "treatment", "treatmentname", "appointmenttype", "type"],
  date: ["date", "startdate", "appointmentdate", "day"],
  time: ["time", "starttime", "appointmenttime", "start"],
  minutes: ["minutes", "duration", "length", "durationminutes", "lengthinminutes"],
  owed: ["owed", "owing", "balance", "amountowing", "balanceowing", "due", "owedbythepatient"],
  credit: ["credit", "creditbalance", "accountcredit", "thepatientscredit"],
};

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, "");

/** For each column the place of its heading in the file, or -1. No heading serves twice. */
export function matchColumns(columns: readonly Column[], headings: readonly string[]): Record<string, number> {
  const said = headings.map(plain);
  const used = new Set<number>();
  const place = (names: readonly string[]) => {
    for (const name of names) {
      const at = said.findIndex((heading, index) => heading === name && !used.has(index));
      if (at >= 0) return at;
    }
    return -1;
  };
  const found: Record<string, number> = {};
  for (const { name, label } of columns) {
    const at = place([plain(label), ...(otherNames[name] ?? [])]);
    if (at >= 0) used.add(at);
    found[name] = at;
  }
  return found;
}
