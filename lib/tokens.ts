// Keys that only their holder knows: long, random, and kept as a hash.
import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** How tokens and codes are kept. Enough for what nobody can guess; passwords need more. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");
