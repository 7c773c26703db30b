// Card readers: registered by the code that they show, given up, and those that the desk may take a payment on.
import { z } from "zod";
import { addReader, readerRow, readersInUse, removeReader } from "../../db/queries/card-readers.ts";
import { locationRows } from "../../db/queries/clinics.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { isId, newId } from "../ids.ts";
import { closePages } from "./close-pages.ts";
import { neededAccount, onlineAccount } from "./online-account.ts";

export type CardReaderView = { readerId: string; label: string; place: string; serial: string };

/** Those that work now, by their names. */
export async function viewCardReaders(ctx: Ctx): Promise<CardReaderView[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const account = await onlineAccount(t);
    if (account === null) return [];
    const places = new Map((await locationRows(t.tx, t.clinicId)).map(({ id, name }) => [id, name]));
    const rows = await readersInUse(t.tx, t.clinicId, account);
    return rows.map(({ id, label, locationId, serial }) => ({
      readerId: id,
      label,
      place: places.get(locationId) ?? "",
      serial,
    }));
  });
}

/** Where one can stand. */
export async function placesForReaders(ctx: Ctx): Promise<{ id: string; name: string; address: string }[]> {
  mustMay(ctx, "connect_payments");
  return inTransaction(ctx, async (t) =>
    (await locationRows(t.tx, t.clinicId)).map(({ id, name, address }) => ({ id, name, address })),
  );
}

const line = (what: string) => z.string().trim().min(1, `Write ${what}.`).max(120);

export const registerReaderInput = z.object({
  locationId: z.string(),
  label: line("what the desk calls it"),
  code: line("the code that the reader shows"),
  street: line("street and number"),
  city: line("the town"),
  province: line("the province or state"),
  postalCode: line("the postal code"),
  /** Made with the form, so that a repeated press registers one. */
  idempotencyKey: z.string().min(8).max(200),
});
export type RegisterReader = z.output<typeof registerReaderInput>;

/** Refuses `invalid` for a code that no reader shows or an address that Stripe does not know, `payments_unavailable` without an account. */
export async function registerReader(ctx: Ctx, input: RegisterReader): Promise<void> {
  mustMay(ctx, "connect_payments");
  const { account, location, known, country } = await inTransaction(ctx, async (t) => {
    const account = await neededAccount(t);
    const location = (await locationRows(t.tx, t.clinicId)).find(({ id }) => id === input.locationId);
    if (!location) throw notFound("location");
    const here = (await readersInUse(t.tx, t.clinicId, account)).find((row) => row.locationId === location.id);
    const { locale } = await clinicToTell(t.tx, t.clinicId);
    return { account, location, known: here?.stripePlaceId, country: new Intl.Locale(locale).region ?? "CA" };
  });
  const doors = ctx.gateways.stripe.of(account);
  const { idempotencyKey, label, street: line1, city, province: state, postalCode } = input;
  const place = { name: location.name, line1, city, state, country, postalCode };
  const placeId =
    known ??
    (
      await told("street", "Stripe does not take this address. Check it.", () =>
        doors.addReaderPlace({ idempotencyKey: `reader-place:${idempotencyKey}`, ...place }),
      )
    ).id;
  const reader = await told("code", "No reader shows this code. Make a new one on the reader, and write it here.", () =>
    doors.registerReader({ idempotencyKey: `reader:${idempotencyKey}`, registrationCode: input.code, label, placeId }),
  );
  await inTransaction(ctx, async (t) => {
    const id = newId();
    const added = await addReader(t.tx, {
      clinicId: t.clinicId,
      id,
      locationId: location.id,
      label,
      stripeAccount: account,
      stripePlaceId: placeId,
      stripeReaderId: reader.id,
      device: reader.device,
      serial: reader.serial,
      addedBy: memberIdOf(t)!,
      addedAt: t.now,
    });
    if (added) await record(t, [{ deed: "reader.registered", subjectKind: "card_reader", subjectId: id }]);
  });
}

async function told<T>(field: string, message: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.kind !== "unavailable")
      throw new Refusal("invalid", message, { fields: [{ field, message }], cause: error });
    throw new Refusal("payments_unavailable", "Stripe does not answer just now. Try again in a few minutes.", {
      cause: error,
    });
  }
}

/** What it waits for is ended first. Safe to repeat. */
export async function giveUpReader(ctx: Ctx, input: { readerId: string }): Promise<void> {
  mustMay(ctx, "connect_payments");
  const { readerId } = input;
  const row = await inTransaction(ctx, async (t) => (isId(readerId) ? readerRow(t.tx, t.clinicId, readerId) : null));
  if (!row) throw notFound("reader");
  if (row.removedAt) return;
  await closePages(ctx, { readerId });
  await told("readerId", "Stripe does not let us act for this account any more.", () =>
    ctx.gateways.stripe.of(row.stripeAccount).forgetReader(row.stripeReaderId),
  );
  await inTransaction(ctx, async (t) => {
    await removeReader(t.tx, t.clinicId, readerId, t.now);
    await record(t, [{ deed: "reader.given_up", subjectKind: "card_reader", subjectId: readerId }]);
  });
}
