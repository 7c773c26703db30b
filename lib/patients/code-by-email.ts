// Opens one's own pages without a link: the e-mail address and the birth date say who is meant, a code by mail proves it.
import { patientAt } from "../../db/queries/patient-access.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { isDate } from "../time/dates.ts";
import { openByCode, requestCode } from "./patient-session.ts";

type Who = { email: string; birthDate: string; browserKey: string };

const nobody = "";

async function meant(ctx: Ctx, { email, birthDate }: Who): Promise<string> {
  if (!isDate(birthDate)) return nobody;
  const address = email.trim().toLowerCase();
  return (await inTransaction(ctx, ({ tx, clinicId }) => patientAt(tx, clinicId, address, birthDate))) ?? nobody;
}

/** The answer is the same whether or not somebody is known by them. */
export async function requestCodeByEmail(ctx: Ctx, input: Who): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const { birthDate, browserKey } = input;
  await requestCode(ctx, { patientId: await meant(ctx, input), birthDate, browserKey });
}

/** Answers the browser's token. Refuses with `code_wrong`. */
export async function openByEmail(ctx: Ctx, input: Who & { code: string }): Promise<{ token: string }> {
  mustMay(ctx, "manage_own_booking");
  const { birthDate, browserKey, code } = input;
  return openByCode(ctx, { patientId: await meant(ctx, input), birthDate, code, browserKey });
}
