// Guests who book, look, move and cancel through the HTTP doors while faults strike, and remember every word they were given.
import { setTimeout as sleep } from "node:timers/promises";
import { inDays, payPage, visitor, type Answer, type Visitor } from "./prove/api.ts";
import { seededRandom } from "../tests/support/random-course.ts";

/** What a guest was told last; `unsure` when the last word never came. */
export type Promised = {
  appointmentId: string;
  email: string;
  token: string;
  status: "booked" | "cancelled" | "held" | "paid";
  start: string;
  unsure: boolean;
};

export type Guests = {
  operations: Record<string, number>;
  /** Requests that were cut, refused or answered 503 and sent again. */
  repeats(): number;
  /** Answers that nobody should ever get. */
  faults: string[];
  promised: Promised[];
  /** Bookings whose answer never came, by the e-mail address in them. */
  unanswered: string[];
  total(): number;
  stop(): Promise<void>;
};

const patienceMs = 60_000;
const mostLive = 500;

/** So many guests at once, each doing one thing after another until they are stopped. */
export async function sendGuests(webUrls: readonly string[], count: number): Promise<Guests> {
  const doors = await visitor(webUrls, "harbour");
  const state = {
    stopped: false,
    repeats: 0,
    operations: {} as Record<string, number>,
    faults: [] as string[],
    promised: [] as Promised[],
    unanswered: [] as string[],
    number: 0,
  };
  const guests = Promise.all(
    Array.from({ length: count }, (_, index) => liveOn({ doors, webUrls, state, random: seededRandom(index + 1) })),
  );
  return {
    operations: state.operations,
    repeats: () => state.repeats,
    faults: state.faults,
    promised: state.promised,
    unanswered: state.unanswered,
    total: () => Object.values(state.operations).reduce((sum, n) => sum + n, 0),
    async stop() {
      state.stopped = true;
      await guests;
    },
  };
}

type State = {
  stopped: boolean;
  repeats: number;
  operations: Record<string, number>;
  faults: string[];
  promised: Promised[];
  unanswered: string[];
  number: number;
};
type Guest = {
  doors: Visitor;
  webUrls: readonly string[];
  state: State;
  random: ReturnType<typeof seededRandom>;
};

async function liveOn(guest: Guest): Promise<void> {
  const { doors, state, random } = guest;
  const own: Promised[] = [];
  let service = random.pick(doors.services).id;
  let seen: { start: string; practitioners: string[] }[] = [];
  while (!state.stopped) {
    const dice = random.whole(0, 99);
    const live = own.filter(({ status, unsure }) => status === "booked" && !unsure);
    const crowded = state.promised.filter(({ status }) => status === "booked").length > mostLive;
    if (!seen.length || dice < 20) {
      service = random.pick(doors.services).id;
      seen = await look(guest, service);
    } else if (live.length && (crowded ? dice < 60 : dice < 30)) await cancel(guest, random.pick(live));
    else if (live.length && dice < 45) await move(guest, random.pick(live), random.pick(seen).start);
    else if (live.length && dice < 65) await read(guest, random.pick(live));
    else if (crowded) seen = await look(guest, service);
    else {
      const made = await book(guest, service, random.pick(seen).start, random.whole(0, 9) === 0);
      if (made) own.push(made);
    }
  }
}

const count = ({ state }: Guest, what: string) => (state.operations[what] = (state.operations[what] ?? 0) + 1);

/** Sends it until there is an answer that is one; null when a minute was not enough. */
async function untilAnswered(
  guest: Guest,
  what: string,
  send: (turn: number) => Promise<Answer>,
): Promise<Answer | null> {
  const until = performance.now() + patienceMs;
  for (let turn = guest.random.whole(0, 9); performance.now() < until; turn++) {
    try {
      const answer = await send(turn);
      const { code } = answer.body;
      if (answer.status !== 503 && code !== "in_progress") {
        if (answer.status >= 500) guest.state.faults.push(`${what}: ${answer.status} ${String(code)}`);
        count(guest, what);
        return answer;
      }
    } catch {
      // Cut or refused: nobody knows what became of it.
    }
    guest.state.repeats++;
    await sleep(guest.random.whole(60, 300));
  }
  return null;
}

const ask = async (url: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const doorOf = ({ webUrls }: Guest, turn: number, token: string) =>
  `${webUrls[turn % webUrls.length]}/api/v1/appointments/${token}`;
const post = (body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function look(guest: Guest, service: string) {
  const from = guest.random.whole(3, 50);
  const url = (turn: number) =>
    `${guest.webUrls[turn % guest.webUrls.length]}/api/v1/clinics/harbour/slots?service=${service}&from=${inDays(from)}&to=${inDays(from + 6)}`;
  const answer = await untilAnswered(guest, "look", (turn) => ask(url(turn)));
  return (answer?.body["slots"] ?? []) as { start: string; practitioners: string[] }[];
}

async function book(guest: Guest, service: string, start: string, now: boolean): Promise<Promised | null> {
  const { state } = guest;
  const number = state.number++;
  const email = `visitor-${number}@example.test`;
  const answer = await untilAnswered(guest, "book", (turn) =>
    guest.doors.book(number, { service, start }, now ? "now" : "clinic", `chaos-${number}`, turn),
  );
  if (!answer) state.unanswered.push(email);
  if (answer?.status !== 201) return null;
  const { id, start: given } = answer.body["appointment"] as { id: string; start: string };
  const token = String(answer.body["manageUrl"]).split("/").at(-1)!;
  const made: Promised = { appointmentId: id, email, token, status: "booked", start: given, unsure: false };
  state.promised.push(made);
  if (now) await pay(guest, made, answer.body["payment"]);
  return made;
}

/** A page that was paid is a booking, sooner or later; one that was not is a hold that runs out. */
async function pay(guest: Guest, made: Promised, payment: unknown): Promise<void> {
  made.status = "held";
  const url = (payment as { url?: string } | undefined)?.url;
  if (!url) return;
  try {
    if (await payPage(url)) made.status = "paid";
  } catch {
    made.unsure = true;
  }
  count(guest, "pay");
}

async function cancel(guest: Guest, one: Promised): Promise<void> {
  one.unsure = true;
  const answer = await untilAnswered(guest, "cancel", (turn) =>
    ask(`${doorOf(guest, turn, one.token)}/cancel`, { method: "POST" }),
  );
  if (!answer) return;
  // A repeat that finds it done was done by the one before.
  if (answer.status === 200 || answer.body["code"] === "already_done") one.status = "cancelled";
  else guest.state.faults.push(`cancel: ${answer.status} ${String(answer.body["code"])}`);
  one.unsure = false;
}

async function move(guest: Guest, one: Promised, start: string): Promise<void> {
  one.unsure = true;
  const before = guest.state.repeats;
  const answer = await untilAnswered(guest, "move", (turn) =>
    ask(`${doorOf(guest, turn, one.token)}/reschedule`, post({ start })),
  );
  if (!answer) return;
  const moved = answer.body["appointment"] as { start: string } | undefined;
  if (answer.status === 200 && moved) one.start = moved.start;
  else if (before !== guest.state.repeats) {
    // A first try may have moved it, and the repeat found its own booking in the way.
    const known = await untilAnswered(guest, "read", (turn) => ask(doorOf(guest, turn, one.token)));
    if (!known) return;
    one.start = (known.body["appointment"] as { start: string }).start;
  }
  one.unsure = false;
}

async function read(guest: Guest, one: Promised): Promise<void> {
  const answer = await untilAnswered(guest, "read", (turn) => ask(doorOf(guest, turn, one.token)));
  const known = answer?.body["appointment"] as { status: string; start: string } | undefined;
  if (known && (known.status !== "booked" || Date.parse(known.start) !== Date.parse(one.start)))
    guest.state.faults.push(`read: ${known.status} ${known.start} instead of booked ${one.start}`);
}
