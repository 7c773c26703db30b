// Codes for the day the telephone is lost: written down once, each good for one sign-in.
import { randomBytes } from "node:crypto";

const howMany = 10;
// No letter that is read as another one or as a digit.
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen signs of 31 are 79 bits: a hash is enough to keep them. */
function newCode(): string {
  let code = "";
  while (code.length < 16) {
    for (const byte of randomBytes(24)) if (byte < 248 && code.length < 16) code += letters[byte % letters.length];
  }
  return code;
}

export const newRecoveryCodes = (): string[] => Array.from({ length: howMany }, newCode);

/** `abcd-efgh-jkmn-pqrs` */
export const sayRecoveryCode = (code: string): string => code.match(/.{4}/g)!.join("-");

/** As it is kept, however it was typed; null for what cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return code.length === 16 ? code : null;
}
