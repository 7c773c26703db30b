// Server-sent events for open calendars: one listening connection a process, shared by all that are open in it.
import "server-only";
import { hearCalendars } from "../events/calendar-news.ts";
import { Refusal } from "../errors.ts";
import { database } from "./pool.ts";

const beatMs = 20_000;
/** The browser comes again by itself, and is then asked anew who it is. */
const longestMs = 5 * 60_000;
const most = 500;

type Open = { clinicId: string; changed(): void; close(): void };
const open = new Set<Open>();
let hearing: Promise<unknown> | undefined;

function hear(): Promise<unknown> {
  hearing ??= hearCalendars(database(), (clinicId) => {
    for (const one of open) if (clinicId === null || one.clinicId === clinicId) one.changed();
  }).catch((error: unknown) => {
    hearing = undefined;
    throw error;
  });
  return hearing;
}

let leaving = false;
process.once("SIGTERM", () => {
  leaving = true;
  for (const one of open) one.close();
});

/** A stream of `changed` events without content, for one clinic. Refuses with `busy_try_again` when too many are open. */
export async function calendarStream(clinicId: string, signal: AbortSignal): Promise<Response> {
  if (open.size >= most || leaving)
    throw new Refusal("busy_try_again", "Too many calendars are open just now. Try again in a moment.");
  await hear();
  const encoder = new TextEncoder();
  let self: Open | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const beat = setInterval(() => send(": \n\n"), beatMs);
      const end = setTimeout(() => self?.close(), longestMs);
      self = {
        clinicId,
        changed: () => send("event: changed\ndata:\n\n"),
        close: () => {
          if (!open.delete(self!)) return;
          clearInterval(beat);
          clearTimeout(end);
          try {
            controller.close();
          } catch {
            // The browser went first.
          }
        },
      };
      open.add(self);
      signal.addEventListener("abort", () => self?.close(), { once: true });
      send("retry: 2000\n\n");
    },
    cancel: () => self?.close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      // Packed together by something on the way, events would wait for one another.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
