// Encryption of a backup as it streams by: AES-256-GCM in frames, each with its place in its nonce, so that nothing can be changed, moved or cut off unnoticed.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

/** How the key was made from the passphrase; stands readable in the file's first line. */
export type Lock = { kdf: "scrypt"; N: number; r: number; p: number; salt: string };

const frameBytes = 1024 * 1024;
const headBytes = 5;
const tagBytes = 16;
/** No frame is longer; a damaged length must not make the reader wait for gigabytes. */
const longestFrame = frameBytes + tagBytes;

export const newLock = (): Lock => ({
  kdf: "scrypt",
  N: 2 ** 16,
  r: 8,
  p: 1,
  salt: randomBytes(32).toString("base64url"),
});

export function keyOf(passphrase: string, { N, r, p, salt }: Lock): Buffer {
  if (N > 2 ** 20 || r > 16 || p > 4) throw new Error("The first line of the file is damaged: its lock is too costly.");
  return scryptSync(passphrase, Buffer.from(salt, "base64url"), 32, { N, r, p, maxmem: 256 * N * r });
}

// The salt makes the key one file's own, so counting is enough for a nonce. The last frame says that it is the last.
function nonce(frame: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(frame), 0);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function sealFrame(key: Buffer, head: Buffer, frame: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce(frame, last)).setAAD(head);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const start = Buffer.alloc(headBytes);
  start[0] = last ? 1 : 0;
  start.writeUInt32BE(sealed.length, 1);
  return Buffer.concat([start, sealed]);
}

/** `head` is covered too: the file's first line cannot be changed either. */
export const sealing = (key: Buffer, head: Buffer) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let kept: Buffer[] = [];
    let size = 0;
    let frame = 0;
    for await (const chunk of chunks) {
      kept.push(chunk);
      size += chunk.length;
      if (size <= frameBytes) continue;
      let whole = Buffer.concat(kept);
      while (whole.length > frameBytes) {
        yield sealFrame(key, head, frame++, false, whole.subarray(0, frameBytes));
        whole = whole.subarray(frameBytes);
      }
      kept = [whole];
      size = whole.length;
    }
    yield sealFrame(key, head, frame, true, Buffer.concat(kept));
  };

function openFrame(key: Buffer, head: Buffer, frame: number, last: boolean, sealed: Buffer): Buffer {
  const opener = createDecipheriv("aes-256-gcm", key, nonce(frame, last)).setAAD(head);
  opener.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([opener.update(sealed.subarray(0, -tagBytes)), opener.final()]);
  } catch {
    throw new Error(
      frame === 0
        ? "The passphrase is not the one of this file, or the file was changed."
        : "The file was changed or damaged after it was written.",
    );
  }
}

/** Gives out only what is proven to be as it was sealed. */
export const opening = (key: Buffer, head: Buffer) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let kept: Buffer = Buffer.alloc(0);
    let frame = 0;
    let ended = false;
    for await (const chunk of chunks) {
      kept = Buffer.concat([kept, chunk]);
      while (kept.length >= headBytes) {
        const length = kept.readUInt32BE(1);
        if (ended || length < tagBytes || length > longestFrame) throw new Error("The file is damaged.");
        if (kept.length < headBytes + length) break;
        ended = kept[0] === 1;
        yield openFrame(key, head, frame++, ended, kept.subarray(headBytes, headBytes + length));
        kept = kept.subarray(headBytes + length);
      }
    }
    if (!ended || kept.length) throw new Error("The file ends too early: a part of it is missing.");
  };
