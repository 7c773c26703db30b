// A visitor of the public HTTP doors, as an outside program would be one.
import { once } from "node:events";
import http from "node:http";
import { json } from "node:stream/consumers";

export type Answer = { status: number; body: Record<string, unknown> };

export type PublicService = { id: string; name: string; kind: string; discipline: string; durationMin: number };
export type Screen = { version: string; questions: { id: string; when?: unknown }[] };

export type Visitor = {
  services: PublicService[];
  screen: Screen;
  slots(service: string, from: string, to: string): Promise<{ start: string; practitioners: string[] }[]>;
  book(
    number: number,
    slot: { service: string; practitioner?: string; start: string },
    pay?: "clinic" | "now",
    key?: string,
    /** Which of the web processes; the number's own otherwise. */
    turn?: number,
  ): Promise<Answer>;
};

/** Kept open between requests, as those of a busy front door are. */
const sockets = new http.Agent({ keepAlive: true });

type Asked = { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal };

/** Plain HTTP: `fetch` costs this process several times as much, which a measurement on the same machine would count against the product. */
async function ask(url: string, { body, ...asked }: Asked = {}): Promise<Answer> {
  const request = http.request(url, { ...asked, agent: sockets });
  request.end(body);
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return { status: response.statusCode ?? 0, body: (await json(response)) as Record<string, unknown> };
}

/** Reads the clinic once; each `number` stands for another patient. */
export async function visitor(webUrls: readonly string[], clinic: string): Promise<Visitor> {
  const door = (turn: number) => `${webUrls[turn % webUrls.length]}/api/v1/clinics/${clinic}`;
  const { body } = await ask(door(0));
  const screen = body["screen"] as Screen;
  const answers = Object.fromEntries(screen.questions.filter((question) => !question.when).map(({ id }) => [id, "no"]));
  return {
    services: body["services"] as PublicService[],
    screen,
    async slots(service, from, to) {
      const answer = await ask(`${door(0)}/slots?service=${service}&from=${from}&to=${to}`);
      return answer.body["slots"] as { start: string; practitioners: string[] }[];
    },
    book: (number, slot, pay = "clinic", key = `prove-${number}-${slot.start}-${pay}`, turn = number) =>
      ask(`${door(turn)}/appointments`, {
        method: "POST",
        signal: AbortSignal.timeout(30_000),
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({
          ...slot,
          patient: {
            name: `Visitor Number ${number}`,
            birthDate: `${1940 + (number % 70)}-0${1 + (number % 9)}-${10 + (number % 17)}`,
            email: `visitor-${number}@example.test`,
          },
          screen: { version: screen.version, answers },
          consent: true,
          pay,
        }),
      }),
  };
}

/** The local date so many days from today, by UTC; good enough to choose a range. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Pays a hosted page like a browser would; answers whether it went through. */
export async function payPage(url: string, card = "4242424242424242"): Promise<boolean> {
  const form = { email: "payer@example.test", name: "P Payer", number: card, expiry: "12/34", cvc: "123" };
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  return answer.status === 303;
}
