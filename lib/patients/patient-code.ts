// The six digits that open a patient's own plan: derived from the code row's id, so that no readable code is ever stored.
import { createHmac } from "node:crypto";

/** Six digits for an access code's id; only who holds the secret can derive them. */
export const codeOf = (secret: string, accessCodeId: string): string =>
  String(
    createHmac("sha256", secret).update(`access-code:${accessCodeId}`).digest().readUInt32BE(0) % 1_000_000,
  ).padStart(6, "0");
