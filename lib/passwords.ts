// Passwords as they are kept: argon2id, written as a PHC string, checked in constant time.
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

// OWASP's smallest recommended setting (Password Storage Cheat Sheet, 2024): 19 MiB, two passes, one lane.
const setting = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

type Setting = { memory: number; passes: number; parallelism: number; tagLength: number };

function derive(password: string, nonce: Buffer, parameters: Setting): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2("argon2id", { ...parameters, message: password.normalize("NFKC"), nonce }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    );
  });
}

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

/** The password as a PHC string with a salt of its own; some 30 ms. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce, setting);
  const { memory, passes, parallelism } = setting;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** Whether the password is the hashed one. False too when there is no usable hash, after the same work. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const match = hash === null ? null : phc.exec(hash);
  if (!match) {
    // Somebody without an account must not answer faster than somebody with one.
    await derive(password, Buffer.alloc(16), setting);
    return false;
  }
  const [, memory, passes, parallelism, nonce = "", kept = ""] = match;
  const tag = Buffer.from(kept, "base64");
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const derived = await derive(password, Buffer.from(nonce, "base64"), { ...parameters, tagLength: tag.length });
  return timingSafeEqual(derived, tag);
}
