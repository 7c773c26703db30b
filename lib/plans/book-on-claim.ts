// Books a visit outside any plan that the payer of an episode shares, by the rules that hold for a plan's visits.
import { disciplineOfService } from "../../db/queries/coverages.ts";
import { episodeRow } from "../../db/queries/charting.ts";
import { bookForPatient, type StaffBooking } from "../booking/book-for-patient.ts";
import type { BookedView } from "../booking/booking-views.ts";
import { mustBeOnline } from "../booking/online-service.ts";
import type { PayerSplit } from "../booking/write-rows.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import type { Ctx, TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { moneyOfCourse } from "./course-money.ts";
import type { Payer } from "./funding.ts";
import { fundingOf } from "./plan-funding.ts";

/**
 * Refuses as `bookForPatient` does; `not_found` for an episode that is another's or has ended, and `invalid` with the reason where its
 * payer pays nothing of this visit: nobody is to be told afterwards that it was the patient's own.
 */
export const bookOnClaim = (ctx: Ctx, input: StaffBooking & { episodeId: string }): Promise<BookedView> =>
  bookForPatient(ctx, input, (t, patientId) => splitOf(t, { ...input, patientId }));

async function splitOf(
  t: TxCtx,
  { patientId, episodeId, serviceId }: { patientId: string; episodeId: string; serviceId: string },
): Promise<PayerSplit> {
  const episode = isId(episodeId) ? await episodeRow(t.tx, t.clinicId, episodeId) : null;
  if (episode?.patientId !== patientId || episode.endedOn !== null) throw notFound("episode");
  await mustBeOnline(t, serviceId);
  const { timeZone } = await loadClinic(t);
  const funding = await fundingOf(t, {
    plan: { id: null, patientId },
    episode: { ...episode, payer: episode.payer as Payer },
    timeZone,
  });
  const disciplineCode = await disciplineOfService(t.tx, t.clinicId, serviceId);
  return (price, date) => {
    const visitId = "this one";
    const money = moneyOfCourse([{ visitId, disciplineCode, date, price }], funding).get(visitId)!;
    if (money.payerMinor > 0) return { payer: money.payer, patientMinor: money.patientMinor };
    throw new Refusal("invalid", `This payer pays nothing of the visit: ${money.because}.`, {
      fields: [{ field: "episodeId", message: `Nothing is paid: ${money.because}. Let the patient pay.` }],
    });
  };
}
