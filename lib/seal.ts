// Keeps small secrets readable for us alone: AES-256-GCM under a key that is derived from the installation's secret for one purpose.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

export type Sealed = { sealed: string; keyId: string };

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `taper seal: ${purpose}`, 32));

/** Tells keys apart without saying anything about them. */
const idOf = (key: Buffer): string => createHash("sha256").update("key id").update(key).digest("hex").slice(0, 16);

/** `bound` is what the secret belongs to: it does not open for anybody else. */
export function seal(secret: string, purpose: string, bound: string, plain: string): Sealed {
  const key = keyFor(secret, purpose);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64url"), keyId: idOf(key) };
}

/** The plain text; null when another key sealed it. Throws when somebody changed it or tied it to somebody else. */
export function unseal(secret: string, purpose: string, bound: string, { sealed, keyId }: Sealed): string | null {
  const key = keyFor(secret, purpose);
  if (idOf(key) !== keyId) return null;
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}
