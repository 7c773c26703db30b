// The code of a gift card: derived from the card's id, so that a letter can name it and only its hash is kept.
import { createHmac } from "node:crypto";
import { hashOf } from "../tokens.ts";

/** Crockford's base 32: without I, L, O and U, which people misread. */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;
const alike = new RegExp(`^[${signs}]{${length}}$`);

/** Sixteen signs, 80 bits; only who holds the secret can derive them. */
export function giftCode(secret: string, giftCardId: string): string {
  const bytes = createHmac("sha256", secret).update(`gift-card:${giftCardId}`).digest();
  return Array.from({ length }, (_, at) => signs[bytes[at]! % signs.length]).join("");
}

/** What somebody typed as it is kept: signs alone, and those that look like another as the other; null when it is no code. */
export function typedGiftCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s–-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return alike.test(plain) ? plain : null;
}

/** "7K2M-…": in fours, as it is written on the card. */
export const sayGiftCode = (code: string): string => code.match(/.{4}/g)!.join("-");

export const giftCodeHash = (code: string): string => hashOf(`gift-card:${code}`);
export const giftCodeEnd = (code: string): string => code.slice(-4);
