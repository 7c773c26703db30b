// What a patient owed, or had as credit, when the clinic came here.
import { ownSupplier } from "../../db/queries/setup.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { Refusal } from "../errors.ts";
import { charge, receive } from "../payments/book-money.ts";
import { settlePatient } from "../payments/settle-patient.ts";
import { dateIn } from "../time/zone.ts";
import { readAmount } from "./import-input.ts";
import type { Place } from "./import-rows.ts";
import { importedPatient } from "./patient-key.ts";

export const placeBalance: Place = {
  keyOf: (cells) => cells["patientKey"]?.trim().toLowerCase() ?? "",
  async place(t, cells) {
    const patientId = await importedPatient(t, cells["patientKey"] ?? "");
    const [owed, credit] = [readAmount(cells["owed"] ?? ""), readAmount(cells["credit"] ?? "")];
    if (owed === null || credit === null)
      throw new Refusal("invalid", `“${owed === null ? cells["owed"] : cells["credit"]}” is no amount such as 128.50.`);
    if (owed && credit) throw new Refusal("invalid", "A patient owes, or has credit, not both. Enter the difference.");
    if (!owed && !credit) return null;
    const { currency, timeZone } = await loadClinic(t);
    const subjectId = owed
      ? await charge(t, {
          kind: "carried_over",
          chainId: null,
          appointmentId: null,
          patientId,
          planId: null,
          supplierId: (await ownSupplier(t.tx, t.clinicId))!.id,
          payer: "self",
          netMinor: owed,
          taxMinor: 0,
          taxCode: "carried_over",
          currency,
          serviceOn: dateIn(t.now, timeZone),
        })
      : await receive(t, { patientId, method: "carried_over", amountMinor: credit, currency });
    if (!subjectId) throw new Error("a balance was written without a row");
    await settlePatient(t, patientId);
    return { subjectId, patientId };
  },
};
