// The signed key of an offered or running plan's page: it names clinic and plan, opens nothing by itself, and cannot be guessed.
import { createHmac, timingSafeEqual } from "node:crypto";
import { notFound } from "../errors.ts";

const PART = 16;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

function idOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const sealOf = (secret: string, body: Buffer): Buffer =>
  createHmac("sha256", secret).update("plan").update(body).digest().subarray(0, PART);

/** 64 characters that are safe in an address: clinic, plan, and the first 16 bytes of HMAC-SHA256 over both. */
export function planToken(ctx: { clinicId: string; secret: string }, planId: string): string {
  const body = Buffer.concat([bytesOf(ctx.clinicId), bytesOf(planId)]);
  return Buffer.concat([body, sealOf(ctx.secret, body)]).toString("base64url");
}

/** Reads a token back. Refuses with `not_found` when it was not signed here. */
export function readPlanToken(secret: string, token: string): { clinicId: string; planId: string } {
  const bytes =
    typeof token === "string" && /^[\w-]{64}$/.test(token) ? Buffer.from(token, "base64url") : Buffer.alloc(0);
  if (bytes.length !== 3 * PART) throw notFound("plan");
  const body = bytes.subarray(0, 2 * PART);
  if (!timingSafeEqual(bytes.subarray(2 * PART), sealOf(secret, body))) throw notFound("plan");
  return { clinicId: idOf(body.subarray(0, PART)), planId: idOf(body.subarray(PART)) };
}
