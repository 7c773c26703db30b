// Decides what is told about an instalment that a card did not pay.
import { instalmentRow } from "../../db/queries/instalments.ts";
import { planToTell } from "../../db/queries/messages.ts";
import { formatMoney } from "../money/money.ts";
import { planLink } from "../plans/plan-link.ts";
import { sayDate } from "../time/say.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";

/** Nothing once it is paid, or not owed any more. */
export const tellFailedInstalment: Decide = async (t, job) => {
  const row = await instalmentRow(t.tx, t.clinicId, named(job, "instalmentId"));
  if (row?.status !== "failed") return { skip: "not open any more" };
  const plan = await planToTell(t.tx, t.clinicId, row.planId);
  if (plan?.status !== "active" && plan?.status !== "on_hold") return { skip: "no longer active" };
  const clinic = await clinicFor(t, plan.patientId);
  const day = (date: string) => sayDate(date, clinic.locale);
  const letter = letters.failedInstalmentLetter(clinic, {
    amount: formatMoney(row.amountMinor, row.currency, clinic.locale),
    dueOn: day(row.dueOn),
    why: row.failure === "authentication_required" || row.failure === "no_card" ? row.failure : "declined",
    askAgainOn: row.askAgainOn && day(row.askAgainOn),
    url: planLink(t, clinic.slug, plan.id),
  });
  return { patientId: plan.patientId, topic: "account", letter };
};
