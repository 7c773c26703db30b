// Books for somebody who called or walked in; staff may place it over what is there, with a reason.
import { tieScreens } from "../../db/queries/screens.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { readAnswers } from "../intake/read-answers.ts";
import { recordScreen } from "../intake/record-screen.ts";
import { standingScreen } from "../intake/standing-screen.ts";
import { stops } from "../intake/standing.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { matchPatient } from "../patients/match-patient.ts";
import type { PatientInput } from "../patients/patient-input.ts";
import type { BookedView } from "./booking-views.ts";
import { checkWish } from "./hold-slot.ts";
import { manageToken } from "./manage-token.ts";
import { orNearest } from "./nearest.ts";
import { onceOnly } from "./once.ts";
import { mustBeOnline } from "./online-service.ts";
import { screenStop } from "./screen-gate.ts";
import { writeAppointments } from "./write-appointments.ts";
import type { PayerSplit } from "./write-rows.ts";

export type StaffBooking = {
  serviceId: string;
  practitionerId?: string | undefined;
  start: Date;
  patientId?: string | undefined;
  /** For somebody who is not known yet. */
  patient?: PatientInput | undefined;
  /** The health questions as asked on the phone or at the desk. */
  screen?: { version: string; answers: Readonly<Record<string, string>> } | undefined;
  episodeId?: string | undefined;
  visitId?: string | undefined;
  overbookReason?: string | undefined;
  via: "phone" | "walk_in";
  /** A repeat with the same key gets the first answer. */
  idempotencyKey?: string | undefined;
};

/** Asked in the booking's own transaction, once it is known whom it is for. */
export type AskPayer = (t: TxCtx, patientId: string) => Promise<PayerSplit>;

type KeptBooking = Omit<BookedView, "manageToken" | "start" | "end"> & { start: string; end: string };

/**
 * Books at once. Refuses as `bookAppointment` does; a standing stop that no clinician has released is `review_first`. A start that
 * the slot rule does not allow needs `overbookReason` and the right to overbook; the patient's own time always counts. The patient
 * pays, unless another `payer` is asked.
 */
export async function bookForPatient(ctx: Ctx, input: StaffBooking, payer?: AskPayer): Promise<BookedView> {
  mustMay(ctx, "book_for_patient");
  if (input.overbookReason !== undefined) {
    mustMay(ctx, "overbook");
    if (input.overbookReason.trim().length < 3)
      throw new Refusal("invalid", "Please say why this is booked over the calendar.", {
        fields: [{ field: "overbookReason", message: "Write a short reason." }],
      });
  }
  checkWish(input);
  const stop = await inTransaction(ctx, (tctx) => screenOnPhone(tctx, input));
  if (stop) throw stop;
  const { idempotencyKey, ...body } = input;
  const kept = await orNearest(ctx, input, () =>
    inTransaction(ctx, (tctx) =>
      idempotencyKey === undefined
        ? write(tctx, input, payer)
        : onceOnly(tctx, { verb: "book-for-patient", key: idempotencyKey, body }, () => write(tctx, input, payer)),
    ),
  );
  return {
    ...kept,
    start: new Date(kept.start),
    end: new Date(kept.end),
    manageToken: manageToken(ctx, kept.chainId),
  };
}

/** Answers that stop the booking are kept, in a transaction of their own. */
async function screenOnPhone(ctx: TxCtx, input: StaffBooking): Promise<Refusal | null> {
  if (!input.screen) return null;
  const { kind } = await mustBeOnline(ctx, input.serviceId);
  const stop = screenStop(readAnswers(input.screen.version, input.screen.answers).tier, kind);
  if (stop) await keepScreen(ctx, input, await patientOf(ctx, input), newId(ctx.now.getTime()));
  return stop;
}

async function patientOf(ctx: TxCtx, input: StaffBooking): Promise<string> {
  if (input.patientId === undefined) {
    if (!input.patient) throw new Refusal("invalid", "Choose a patient, or enter the details of a new one.");
    return matchPatient(ctx, input.patient);
  }
  const known = isId(input.patientId) ? await patientRow(ctx.tx, ctx.clinicId, input.patientId) : null;
  if (!known) throw notFound("patient");
  return known.id;
}

async function keepScreen(ctx: TxCtx, input: StaffBooking, patientId: string, draftId: string) {
  if (!input.screen) return null;
  const person = input.patient ?? (await patientRow(ctx.tx, ctx.clinicId, patientId));
  const screen = await recordScreen(ctx, {
    ...input.screen,
    patientId,
    draftId,
    askedHow: input.via === "phone" ? "phone" : "desk",
    contact: { name: person?.name ?? "", phone: person?.mobile ?? undefined, email: person?.email ?? undefined },
  });
  await tieScreens(ctx.tx, ctx.clinicId, draftId, patientId);
  return screen;
}

async function write(ctx: TxCtx, input: StaffBooking, payer: AskPayer | undefined): Promise<KeptBooking> {
  const patientId = await patientOf(ctx, input);
  const draftId = newId(ctx.now.getTime());
  const screen = await keepScreen(ctx, input, patientId, draftId);
  const standing = await standingScreen(ctx, patientId);
  if (stops(standing))
    throw new Refusal(
      "review_first",
      "Health answers of this patient ask for a clinician's review before anything is booked.",
      {
        facts: { screenId: standing!.screenId },
      },
    );
  const [written] = await writeAppointments(ctx, [
    {
      serviceId: input.serviceId,
      practitionerId: input.practitionerId,
      start: input.start,
      patientId,
      episodeId: input.episodeId ?? null,
      visitId: input.visitId ?? null,
      screenId: screen?.screenId ?? standing?.screenId ?? null,
      status: "booked",
      reviewRequired: standing !== null && !standing.released && (standing.tier === "C" || standing.changedAfterStop),
      via: input.via,
      rules: "staff",
      split: await payer?.(ctx, patientId),
      ...(input.overbookReason === undefined ? {} : { overbookReason: input.overbookReason.trim() }),
    },
  ]);
  if (!written) throw new Error("a booking was written without a row");
  return {
    appointmentId: written.id,
    chainId: written.chainId,
    status: written.status,
    start: written.start.toISOString(),
    end: written.end.toISOString(),
    practitionerId: written.practitionerId,
    amountDueMinor: 0,
  };
}
