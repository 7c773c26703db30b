// The file a backup is: a readable first line, then gzipped text, sealed when there is a passphrase.
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { keyOf, newLock, opening, sealing, type Lock } from "./sealed-frames.ts";

type Head = { taperBackup: 1; lock: Lock | null };

const longestHead = 4096;

/** A passphrase stands in a file of its own: on a command line everybody on the machine could read it. */
export function readPassphrase(file: string): string {
  const passphrase = readFileSync(file, "utf8").trim();
  if (passphrase.length < 16) throw new Error(`The passphrase in ${file} needs at least 16 characters.`);
  return passphrase;
}

async function* led(head: Buffer, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* chunks;
}

/** Writes `text` to `file`, which appears whole or not at all and is never written over. */
export async function writeBackupFile(
  file: string,
  text: AsyncIterable<Buffer>,
  { passphrase, signal }: { passphrase?: string | undefined; signal?: AbortSignal | undefined },
): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already; choose another name.`);
  const lock = passphrase === undefined ? null : newLock();
  const head = Buffer.from(`${JSON.stringify({ taperBackup: 1, lock } satisfies Head)}\n`);
  const unfinished = `${file}.unfinished`;
  try {
    const sealed =
      lock && passphrase !== undefined
        ? sealing(keyOf(passphrase, lock), head)
        : (plain: AsyncIterable<Buffer>): AsyncIterable<Buffer> => plain;
    const target = createWriteStream(unfinished, { mode: 0o600 });
    await pipeline(text, createGzip(), sealed, (body: AsyncIterable<Buffer>) => led(head, body), target, { signal });
    // A backup that the machine's next crash takes away is none.
    const handle = await open(unfinished, "r+");
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw signal?.aborted ? signal.reason : error;
  }
}

async function readHead(file: string): Promise<{ head: Head; line: Buffer }> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestHead), 0, longestHead, 0);
    const line = buffer.subarray(0, buffer.subarray(0, bytesRead).indexOf("\n") + 1);
    const head = parsed(line.toString());
    if (head?.taperBackup !== 1) throw new Error(`${file} is not a backup that this version can read.`);
    return { head, line };
  } finally {
    await handle.close();
  }
}

function parsed(text: string): Head | undefined {
  try {
    return JSON.parse(text) as Head;
  } catch {
    return undefined;
  }
}

/** What {@link writeBackupFile} was given, chunk by chunk. */
export async function* readBackupFile(file: string, passphrase?: string): AsyncGenerator<Buffer> {
  const { head, line } = await readHead(file);
  if (head.lock && passphrase === undefined)
    throw new Error("The backup is encrypted; name the file of its passphrase with --passphrase-file.");
  const stored = createReadStream(file, { start: line.length });
  const unzipped = createGunzip();
  const opened =
    head.lock && passphrase !== undefined
      ? opening(keyOf(passphrase, head.lock), line)
      : (plain: AsyncIterable<Buffer>): AsyncIterable<Buffer> => plain;
  const filling = pipeline(stored, opened, unzipped);
  // The reader below fails with the same error.
  filling.catch(() => {});
  try {
    yield* unzipped as AsyncIterable<Buffer>;
  } finally {
    stored.destroy();
    unzipped.destroy();
  }
}
