// Short words between the processes on one database, over its notifications. They carry ids only, and may get lost.
import { randomUUID } from "node:crypto";
import type { Database } from "./client.ts";

export type Hearing = { end(): Promise<void> };

export async function sendNotice(db: Database, channel: string, word: string): Promise<void> {
  await db.$client.notify(channel, word);
}

/** Words by which a process finds out whether it still hears. */
const echo = "echo ";

/**
 * Listens on a connection of its own. The driver listens again when the connection breaks, but gives up when the database is not back
 * yet: so each hearing asks for its own echo every `watchMs`, and begins anew when none came. `heard(null)` says that words may have
 * been missed.
 */
export async function hearNotices(
  db: Database,
  channel: string,
  heard: (word: string | null) => void,
  watchMs = 20_000,
): Promise<Hearing> {
  const own = `${echo}${randomUUID()}`;
  let echoed = true;
  let first = true;
  const listen = () =>
    db.$client.listen(
      channel,
      (word) => {
        if (word === own) echoed = true;
        else if (!word.startsWith(echo)) heard(word);
      },
      () => {
        if (!first) heard(null);
        first = false;
      },
    );
  let listening = await listen();
  const watch = async () => {
    if (!echoed) {
      await listening.unlisten();
      listening = await listen();
    }
    echoed = false;
    await sendNotice(db, channel, own);
  };
  // A database that is away fails the watch; the next one tries again.
  const timer = setInterval(() => void watch().catch(() => {}), watchMs);
  timer.unref();
  return {
    end: async () => {
      clearInterval(timer);
      await listening.unlisten();
    },
  };
}
