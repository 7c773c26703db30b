// Claim: whatever people type at the public doors, and whatever goes wrong then, nothing of it stands in a log.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import type { Claim } from "./claim.ts";
import { inDays, visitor } from "./api.ts";
import { startProveStack } from "./support.ts";

/** In the shape of a name, an address, a sentence, a key: each found by this word in it. */
const mark = "qzcanary";
const name = `Marguerite ${mark}`;
const email = `${mark}.marguerite@example.test`;
const note = `${mark} hears ringing since the fall`;
const token = `${mark}0123456789abcdefghijklmnopqrstuvwxyz`;

export const claim: Claim = {
  name: "logs",
  about:
    "names, addresses, notes and keys planted at the public doors, in requests that work, that are refused and that fail while tables are taken away: 0 of them in any log of web, worker and database",
  async run({ log }) {
    const stack = await startProveStack({ log });
    const sql = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    const counts: Record<string, number> = {};
    const send = async (address: string, init: RequestInit = {}) => {
      const response = await fetch(`${stack.url}${address}`, { redirect: "manual", ...init });
      await response.arrayBuffer();
      const kind = `${Math.floor(response.status / 100)}xx`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    };
    try {
      const guest = await visitor([stack.url], "harbour");
      const service = guest.services[0]!.id;
      const [slot] = await guest.slots(service, inDays(4), inDays(30));
      const answers = Object.fromEntries(
        guest.screen.questions.filter(({ when }) => !when).map(({ id }) => [id, "no"]),
      );
      const booking = {
        service,
        start: slot!.start,
        patient: { name, birthDate: "1984-05-30", email },
        screen: { version: guest.screen.version, answers },
        consent: true,
        pay: "clinic",
      };
      const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
        send(address, {
          method: "POST",
          headers: { "content-type": "application/json", "idempotency-key": token, ...headers },
          body: typeof body === "string" ? body : JSON.stringify(body),
        });
      const clinic = "/api/v1/clinics/harbour";
      const everyDoor = async () => {
        await post(`${clinic}/appointments`, booking);
        await post(`${clinic}/appointments`, { ...booking, patient: { ...booking.patient, email: note } });
        await post(`${clinic}/appointments`, { ...booking, screen: { version: note, answers: { [note]: note } } });
        await post(`${clinic}/appointments`, `{"patient": "${note}`);
        await post(`${clinic}/holds`, { service: note, start: note });
        await post(`${clinic}/plans/preview`, { note, name, email });
        await send(`${clinic}/slots?service=${encodeURIComponent(note)}&from=${email}`);
        await send(`/api/v1/clinics/${mark}`);
        await send(`/api/v1/appointments/${token}`);
        await send(`/harbour/booking/${token}`);
        await send(`/harbour/plan/${token}`);
        await send(`/harbour/book/${token}?note=${encodeURIComponent(note)}`);
        await send(`/harbour/record`, { headers: { cookie: `taper-patient-harbour=${token}` } });
        await send(`/sign-in?next=${encodeURIComponent(note)}`);
        await send(`/desk`, { headers: { cookie: `authjs.session-token=${token}; taper-sign-in=${token}` } });
        await send(`/api/auth/callback/credentials`, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded", origin: stack.url },
          body: new URLSearchParams({ email, password: token, csrfToken: token }),
        });
        await post(`/api/stripe/webhook`, { id: token, data: { object: { email } } }, { "stripe-signature": token });
        await send(`/harbour/book/details`, {
          method: "POST",
          headers: { "next-action": token, "content-type": "text/plain", origin: stack.url },
          body: JSON.stringify([name, email, note]),
        });
      };
      await everyDoor();
      log("every door once; now again while tables are taken away");
      for (const table of ["patients", "clinics", "screens", "idempotency_keys", "login_sessions", "outbox"]) {
        await sql.unsafe(`alter table ${table} rename to ${table}_away`);
        await everyDoor();
        await sql.unsafe(`alter table ${table}_away rename to ${table}`);
      }
      await everyDoor();
      const found = readdirSync(stack.logDirectory).map((file) => {
        const text = readFileSync(path.join(stack.logDirectory, file), "utf8");
        return { file, bytes: text.length, lines: text.split("\n").filter((line) => line.includes(mark)) };
      });
      for (const { file, lines } of found) for (const line of lines.slice(0, 5)) log(`${file}: ${line.slice(0, 300)}`);
      const canaries = found.reduce((sum, { lines }) => sum + lines.length, 0);
      const said = found.reduce((sum, { bytes }) => sum + bytes, 0);
      const faults = counts["5xx"] ?? 0;
      return { ok: canaries === 0 && faults > 0 && said > 0, requests: counts, logBytes: said, canaries };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};
