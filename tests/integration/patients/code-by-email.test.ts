// Opening one's own pages without a link: address and birth date together say who is meant, and neither tells anybody anything.
import { expect, test } from "vitest";
import { openByEmail, requestCodeByEmail } from "../../../lib/patients/code-by-email.ts";
import { patientOfSession } from "../../../lib/patients/patient-session.ts";
import { asha } from "../../support/clinic.ts";
import type { MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const browserKey = "this browser";

test("the code goes to whom both belong to, and opens their pages alone", async () => {
  const clinic = await desk.clinic();
  const guest = clinic.guestCtx();
  const before = desk.mailbox.mails(asha.email).length;
  const who = { email: ` ${asha.email.toUpperCase()} `, birthDate: asha.birthDate, browserKey };
  for (const wrong of [{ birthDate: "1950-01-01" }, { birthDate: "no day" }, { email: "nobody@example.test" }])
    expect(await requestCodeByEmail(guest, { ...who, ...wrong })).toBeUndefined();
  await desk.relay(clinic.now);
  expect(desk.mailbox.mails(asha.email)).toHaveLength(before);
  await requestCodeByEmail(guest, who);
  await desk.relay(clinic.now);
  const code = /Code: (\d{6})/.exec(desk.mailbox.mails(asha.email)[0]!.text)![1]!;
  for (const wrong of [{ birthDate: "1950-01-01" }, { email: "nobody@example.test" }, { browserKey: "another" }])
    await expect(openByEmail(guest, { ...who, ...wrong, code })).rejects.toMatchObject({ code: "code_wrong" });
  const { token } = await openByEmail(guest, { ...who, code });
  expect(await patientOfSession(guest, { token })).toEqual({ kind: "patient", patientId: clinic.ids.asha });
});
