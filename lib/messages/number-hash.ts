// How a phone number is kept where it must be found again and need not be read.
import { createHmac } from "node:crypto";

/** Of a number in international form, under the server's key. */
export const numberHash = (secret: string, mobile: string): string =>
  createHmac("sha256", secret).update("sms").update(mobile).digest("base64url");
