// Short words between the processes on one database, over its notifications. They carry ids only, and may get lost.
import type { Database } from "./client.ts";

export type Hearing = { end(): Promise<void> };

export async function sendNotice(db: Database, channel: string, word: string): Promise<void> {
  await db.$client.notify(channel, word);
}

/** Listens on a connection of its own, which is made again when it breaks; `heard(null)` then says that words may have been missed. */
export async function hearNotices(
  db: Database,
  channel: string,
  heard: (word: string | null) => void,
): Promise<Hearing> {
  let first = true;
  const listening = await db.$client.listen(channel, heard, () => {
    if (!first) heard(null);
    first = false;
  });
  return { end: () => listening.unlisten() };
}
