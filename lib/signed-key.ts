// Signed keys of pages that their holder alone finds: each names a clinic and one thing in it, so nothing has to be stored or guessed.
import { createHmac, timingSafeEqual } from "node:crypto";

const PART = 16;

export type KeyPurpose = "manage" | "plan" | "messages" | "visit" | "offer" | "calendar" | "password" | "gift" | "pay";

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

function idOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const sealOf = (secret: string, purpose: KeyPurpose, body: Buffer): Buffer =>
  createHmac("sha256", secret).update(purpose).update(body).digest().subarray(0, PART);

/** 64 characters that are safe in an address: clinic, thing, and the first 16 bytes of HMAC-SHA256 over purpose and both. */
export function signKey(ctx: { clinicId: string; secret: string }, purpose: KeyPurpose, id: string): string {
  const body = Buffer.concat([bytesOf(ctx.clinicId), bytesOf(id)]);
  return Buffer.concat([body, sealOf(ctx.secret, purpose, body)]).toString("base64url");
}

/** Reads a key back; null when it was not signed here for this purpose. */
export function readKey(secret: string, purpose: KeyPurpose, key: string): { clinicId: string; id: string } | null {
  const bytes = typeof key === "string" && /^[\w-]{64}$/.test(key) ? Buffer.from(key, "base64url") : Buffer.alloc(0);
  if (bytes.length !== 3 * PART) return null;
  const body = bytes.subarray(0, 2 * PART);
  if (!timingSafeEqual(bytes.subarray(2 * PART), sealOf(secret, purpose, body))) return null;
  return { clinicId: idOf(body.subarray(0, PART)), id: idOf(body.subarray(PART)) };
}
