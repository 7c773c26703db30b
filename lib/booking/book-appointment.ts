// Books a slot or a hold for a person: once per key, after the health answers allow it, in one transaction.
import { createHash } from "node:crypto";
import { addConsent } from "../../db/queries/patients.ts";
import { appointmentRow, type AppointmentRow } from "../../db/queries/appointments.ts";
import { reviewedScreens, tieScreens } from "../../db/queries/screens.ts";
import { together } from "../../db/together.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { readAnswers } from "../intake/read-answers.ts";
import { recordScreen } from "../intake/record-screen.ts";
import type { ScreenTier } from "../intake/screen.ts";
import { standingOf, stops } from "../intake/standing.ts";
import { matchPatient } from "../patients/match-patient.ts";
import { patientInput, type PatientInput } from "../patients/patient-input.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import type { BookedView } from "./booking-views.ts";
import { checkWish, holdEnd, type SlotWish } from "./hold-slot.ts";
import { fillHold } from "./fill-hold.ts";
import { manageToken } from "./manage-token.ts";
import { orNearest } from "./nearest.ts";
import { answeredBefore, onceOnly, type Keyed } from "./once.ts";
import { mustBeOnline } from "./online-service.ts";
import { reviewFirst, screenStop } from "./screen-gate.ts";
import { writeAppointments } from "./write-appointments.ts";
import type { AppointmentTerms } from "./write-rows.ts";
import type { WordingShown } from "../intake/wording-input.ts";

/** The text a patient agrees to when booking. */
export const BOOKING_TERMS_VERSION = "2026-11";

export type BookingRequest = {
  idempotencyKey: string;
  /** The id of a hold, with the key of the browser that made it when it has one. */
  hold?: string | undefined;
  holdKey?: string | undefined;
  slot?: SlotWish | undefined;
  patient?: PatientInput | undefined;
  /** For a signed-in patient, in place of the details. */
  patientId?: string | undefined;
  screen: { version: string; answers: Readonly<Record<string, string>> };
  /** Ties repeated answers of one sitting together; the key does where there is no draft. */
  draftId?: string | undefined;
  consent: true;
  /** What stood before whoever answered the questions, and agreed. */
  shown?: { screen?: WordingShown | undefined; consent?: WordingShown | undefined } | undefined;
  /** All of it online, the deposit of the clinic's policy online and the rest at the visit, or all of it at the visit. */
  pay: "clinic" | "now" | "deposit";
  via: "online" | "api";
};

/** As kept under the key; instants as ISO 8601. */
type KeptBooking = Omit<BookedView, "manageToken" | "start" | "end"> & { start: string; end: string };

/**
 * Books and answers with the booking's own signed key. Paying online leaves it `held` with the details in, until the payment confirms
 * it. Refuses with `slot_taken` (and the nearest starts), `patient_busy`, `hold_expired`, `screen_urgent`, `screen_medical_first`,
 * `screen_assessment_only`, `screen_incomplete`, `review_first`, `idempotency_mismatch`, `in_progress`, `invalid`, `not_found`.
 * Answers that stop the booking are kept all the same.
 */
export async function bookAppointment(ctx: Ctx, input: BookingRequest): Promise<BookedView> {
  mustMay(ctx, "book_online");
  checkRequest(ctx, input);
  const { tier } = readAnswers(input.screen.version, input.screen.answers);
  const { idempotencyKey: key, ...body } = input;
  const keyed: Keyed = { verb: "book", key, body };
  const draftId = input.draftId ?? sittingOf(key);
  let wish = input.slot;
  const { kept, stop } = await orNearest(
    ctx,
    () => wish,
    () =>
      inTransaction(ctx, async (tctx) => {
        const hold = input.hold === undefined ? null : await heldRow(tctx, input.hold, input.holdKey);
        wish = hold
          ? { serviceId: hold.serviceId, practitionerId: hold.practitionerId, start: hold.startsAt }
          : input.slot!;
        return bookOrStop(tctx, { ...input, draftId }, { keyed, wish, tier });
      }),
  );
  if (stop) throw stop;
  return shown(ctx, kept);
}

function checkRequest(ctx: Ctx, input: BookingRequest): void {
  if (input.consent !== true)
    throw new Refusal("invalid", "Please agree to the booking terms.", {
      fields: [{ field: "consent", message: "Tick the box to agree." }],
    });
  if ((input.hold === undefined) === (input.slot === undefined))
    throw new Refusal("invalid", "Choose one time to book.");
  if (input.patientId !== undefined) {
    const own = ownPatientOf(ctx.actor) === input.patientId;
    if (!own && ctx.actor.kind !== "system") throw notFound("patient");
    return;
  }
  const person = patientInput.safeParse(input.patient);
  if (!person.success)
    throw new Refusal("invalid", "Please check the details of the patient.", {
      fields: person.error.issues.map((issue) => ({
        field: ["patient", ...issue.path].join("."),
        message: issue.message,
      })),
    });
}

/** An id for the sitting of a caller without a draft: repeats of one request belong together. */
function sittingOf(key: string): string {
  const hex = createHash("sha256").update(`sitting:${key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const shown = (ctx: Ctx, kept: KeptBooking): BookedView => ({
  ...kept,
  start: new Date(kept.start),
  end: new Date(kept.end),
  manageToken: manageToken(ctx, kept.chainId),
});

type Outcome = { kept: KeptBooking; stop?: never } | { kept?: never; stop: Refusal };

/** Books once under the key. Answers that stop the booking are kept, so the refusal comes as a value: thrown, it would undo them. */
async function bookOrStop(
  ctx: TxCtx,
  input: BookingRequest & { draftId: string },
  { keyed, wish, tier }: { keyed: Keyed; wish: SlotWish; tier: ScreenTier },
): Promise<Outcome> {
  const [before, service] = await Promise.allSettled([
    answeredBefore<KeptBooking>(ctx, keyed),
    mustBeOnline(ctx, wish.serviceId),
  ]);
  if (before.status === "rejected") throw before.reason;
  // A repeat gets its answer, whatever has become of the service.
  if (before.value) return { kept: before.value };
  if (service.status === "rejected") throw service.reason;
  const stop = screenStop(tier, service.value.kind);
  if (stop) {
    await keepScreen(ctx, input);
    return { stop };
  }
  return { kept: await onceOnly(ctx, keyed, () => book(ctx, input, wish)) };
}

async function heldRow(ctx: TxCtx, id: string, holdKey: string | undefined): Promise<AppointmentRow> {
  const row = isId(id) ? await appointmentRow(ctx.tx, ctx.clinicId, id) : null;
  // A hold of a browser belongs to that browser; one made over the API is known only to who made it.
  if (!row || (row.holdKey !== null && row.holdKey !== holdKey)) throw notFound("hold");
  return row;
}

function keepScreen(ctx: TxCtx, input: BookingRequest & { draftId: string }, patientId?: string) {
  const person = input.patient;
  return recordScreen(ctx, {
    version: input.screen.version,
    answers: input.screen.answers,
    patientId: patientId ?? input.patientId ?? null,
    draftId: input.draftId,
    askedHow: "online",
    shown: input.shown?.screen,
    ...(person ? { contact: { name: person.name, phone: person.mobile, email: person.email } } : {}),
  });
}

async function book(ctx: TxCtx, input: BookingRequest & { draftId: string }, wish: SlotWish): Promise<KeptBooking> {
  const { tx, clinicId, now } = ctx;
  const patientId = input.patientId ?? (await matchPatient(ctx, input.patient!));
  const screen = await keepScreen(ctx, input, patientId);
  const [, screens] = await together([
    tieScreens(tx, clinicId, input.draftId, patientId),
    reviewedScreens(tx, clinicId, [patientId]),
    addConsent(tx, {
      clinicId,
      id: newId(now.getTime()),
      patientId,
      purpose: "booking",
      version: BOOKING_TERMS_VERSION,
      signedName: input.patient?.guardianName ?? input.patient?.name ?? "",
      signedHow: input.via,
      signedAt: now,
      language: input.shown?.consent?.language ?? null,
      wording: input.shown?.consent?.wording ?? null,
    }),
  ]);
  if (stops(standingOf(screens.filter(({ draftId }) => draftId !== input.draftId)))) throw reviewFirst();
  const own = standingOf(screens);
  const details = {
    patientId,
    screenId: screen.screenId,
    reviewRequired: screen.tier === "C" || own?.changedAfterStop === true,
    via: input.via,
    status: input.pay === "clinic" ? ("booked" as const) : ("held" as const),
  };
  const written =
    input.hold === undefined ? await bookSlot(ctx, wish, details) : await fillHold(ctx, input.hold, details);
  const { terms } = written;
  return {
    appointmentId: written.id,
    chainId: written.chainId,
    status: written.status,
    start: written.start.toISOString(),
    end: written.end.toISOString(),
    practitionerId: written.practitionerId,
    amountDueMinor: dueNow(input.pay, terms),
  };
}

function dueNow(pay: BookingRequest["pay"], terms: AppointmentTerms): number {
  if (pay === "clinic") return 0;
  const allMinor = terms.patientMinor + terms.taxMinor;
  if (pay === "now") return allMinor;
  const depositMinor = Math.min(terms.policy.depositMinor, allMinor);
  if (depositMinor === 0)
    throw new Refusal("invalid", "This clinic takes no deposit. Pay all of it now, or at the clinic.", {
      fields: [{ field: "pay", message: "Choose to pay now or at the clinic." }],
    });
  return depositMinor;
}

async function bookSlot(
  ctx: TxCtx,
  wish: SlotWish,
  details: {
    patientId: string;
    screenId: string;
    reviewRequired: boolean;
    via: "online" | "api";
    status: "held" | "booked";
  },
) {
  checkWish(wish);
  const [written] = await writeAppointments(ctx, [
    {
      serviceId: wish.serviceId,
      practitionerId: wish.practitionerId,
      start: wish.start,
      ...details,
      ...(details.status === "held" ? { holdExpiresAt: holdEnd(ctx.now) } : {}),
      rules: "public",
    },
  ]);
  if (!written) throw new Error("a booking was written without a row");
  return written;
}
