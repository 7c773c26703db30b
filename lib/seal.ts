// Keeps secrets and files readable for us alone: AES-256-GCM under a key that is derived from the installation's secret for one purpose.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

export type Sealed = { sealed: string; keyId: string };
export type SealedBytes = { sealed: Buffer; keyId: string };

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `taper seal: ${purpose}`, 32));

/** Tells keys apart without saying anything about them. */
const idOf = (key: Buffer): string => createHash("sha256").update("key id").update(key).digest("hex").slice(0, 16);

/** The name of the key that seals for this purpose. */
export const keyIdOf = (secret: string, purpose: string): string => idOf(keyFor(secret, purpose));

/** `bound` is what the bytes belong to: they do not open for anybody else. */
export function sealBytes(secret: string, purpose: string, bound: string, plain: Uint8Array): SealedBytes {
  const key = keyFor(secret, purpose);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  return {
    sealed: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
    keyId: idOf(key),
  };
}

/** The plain bytes; null when another key sealed them. Throws when somebody changed them or tied them to somebody else. */
export function unsealBytes(
  secret: string,
  purpose: string,
  bound: string,
  { sealed, keyId }: SealedBytes,
): Buffer<ArrayBuffer> | null {
  const key = keyFor(secret, purpose);
  if (idOf(key) !== keyId) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** {@link sealBytes} for a text. */
export function seal(secret: string, purpose: string, bound: string, plain: string): Sealed {
  const { sealed, keyId } = sealBytes(secret, purpose, bound, Buffer.from(plain, "utf8"));
  return { sealed: sealed.toString("base64url"), keyId };
}

/** {@link unsealBytes} for a text. */
export function unseal(secret: string, purpose: string, bound: string, { sealed, keyId }: Sealed): string | null {
  return (
    unsealBytes(secret, purpose, bound, { sealed: Buffer.from(sealed, "base64url"), keyId })?.toString("utf8") ?? null
  );
}
