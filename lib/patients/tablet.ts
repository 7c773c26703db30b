// A tablet of the clinic in a patient's hands: the desk opens one form of one visit on it by a code, and nothing else opens with it.
import { createHmac, randomInt } from "node:crypto";
import { z } from "zod";
import { namedAppointment } from "../../db/queries/appointments.ts";
import { patientLanguage } from "../../db/queries/patients.ts";
import {
  addTabletForm,
  endTabletForm,
  endTabletFormsOf,
  markTabletSent,
  openTabletForm,
  seeTabletForm,
} from "../../db/queries/tablet-forms.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { isLanguage, type Language } from "../languages/language.ts";
import { hashOf, newToken } from "../tokens.ts";

export const tabletKinds = ["intake", "check_in", "consent"] as const;
export type TabletKind = (typeof tabletKinds)[number];

export const handTabletInput = z.object({
  appointmentId: z.string(),
  form: z.enum(tabletKinds, "Choose a form."),
});

const minute = 60_000;
const codeMinutes = 10;
/** Without a word from the device; it says something whenever its page is opened or sent. */
const idleMinutes = 20;
const longestMinutes = 60;

const ago = (at: Date, minutes: number) => new Date(at.getTime() - minutes * minute);
const lifeAt = (at: Date) => ({ openedAfter: ago(at, longestMinutes), seenAfter: ago(at, idleMinutes) });

const codeHash = ({ secret, clinicId }: Ctx, code: string) =>
  createHmac("sha256", secret).update(`tablet:${clinicId}:${code}`).digest("base64url");

/** "4821 0937" */
export const sayTabletCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Eight digits that open the form once, within ten minutes. An earlier one for the visit opens nothing any more. Refuses with `not_found`. */
export async function handTablet(ctx: Ctx, input: z.output<typeof handTabletInput>): Promise<{ code: string }> {
  mustMay(ctx, "see_patient");
  const { appointmentId, form } = input;
  if (!isId(appointmentId)) throw notFound("appointment");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const patientId = (await namedAppointment(tx, clinicId, appointmentId))?.appointment.patientId;
    if (!patientId) throw notFound("appointment");
    const id = newId();
    const code = String(randomInt(100_000_000)).padStart(8, "0");
    await endTabletFormsOf(tx, clinicId, appointmentId, now);
    await addTabletForm(tx, {
      clinicId,
      id,
      patientId,
      appointmentId,
      form,
      codeHash: codeHash(ctx, code),
      madeAt: now,
      madeBy: memberIdOf(ctx)!,
    });
    await record(t, [
      { deed: "tablet.handed", subjectKind: "tablet_form", subjectId: id, patientId, detail: { form } },
    ]);
    return { code };
  });
}

/** Health questions are written in every language, the other forms in English and French. */
const writtenFor = (form: TabletKind, language: string | null): Language =>
  isLanguage(language) && (form === "intake" || language === "fr") ? language : "en";

/** Spends a code. Answers the device's token and the patient's language, as far as the form is written in it; or refuses with `code_wrong`. */
export async function openTablet(ctx: Ctx, { code }: { code: string }): Promise<{ token: string; language: Language }> {
  mustMay(ctx, "manage_own_booking");
  const token = newToken();
  const language = await inTransaction(ctx, async (t) => {
    const opened = await openTabletForm(t.tx, t.clinicId, {
      codeHash: codeHash(ctx, code.replaceAll(/\D/g, "")),
      madeAfter: ago(t.now, codeMinutes),
      tokenHash: hashOf(token),
      at: t.now,
    });
    if (!opened) throw new Refusal("code_wrong", "This code opens nothing. Check it, or ask the desk for a new one.");
    const { id, patientId, form } = opened;
    await record(t, [
      { deed: "tablet.opened", subjectKind: "tablet_form", subjectId: id, patientId, detail: { form } },
    ]);
    return writtenFor(form as TabletKind, await patientLanguage(t.tx, t.clinicId, patientId));
  });
  return { token, language };
}

/** What the device shows, and whose it is; null when nothing is open on it, or no longer. */
export async function tabletOf(
  ctx: Ctx,
  { token }: { token: string },
): Promise<{ patientId: string; form: TabletKind } | null> {
  const row = await inTransaction(ctx, (t) => seeTabletForm(t.tx, t.clinicId, hashOf(token), t.now, lifeAt(t.now)));
  return row && { patientId: row.patientId, form: row.form as TabletKind };
}

/** In the transaction that keeps what was typed: it is sent once. Refuses with `sign_in_needed`. */
export async function sendTablet(t: TxCtx, { token, patientId }: { token: string; patientId: string }): Promise<void> {
  const id = await markTabletSent(t.tx, t.clinicId, hashOf(token), t.now, lifeAt(t.now));
  if (!id) throw new Refusal("sign_in_needed", "This form is closed. Ask the desk to open it again.");
  await record(t, [{ deed: "tablet.sent", subjectKind: "tablet_form", subjectId: id, patientId }]);
}

/** Nothing of it opens again; one that is not there is no matter. */
export const endTablet = (ctx: Ctx, { token }: { token: string }): Promise<void> =>
  inTransaction(ctx, (t) => endTabletForm(t.tx, t.clinicId, hashOf(token), t.now));
