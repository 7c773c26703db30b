// One hostile request at one door, from a seed.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/paths.ts";
import type { Door } from "./doors.ts";
import type { Known, Person } from "./known.ts";
import { hostileText, hostileValue, type Draw } from "./seeds.ts";

export type HostileRequest = {
  method: string;
  /** Sent as it is: no client puts it in order first. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
};

/** Bodies that would do, for every route that reads one: a value of them is replaced. A route without one cannot be tried in depth. */
const goodBodies: Record<string, (known: Known) => unknown> = {
  "/api/v1/clinics/[clinic]/holds": ({ ids }) => ({ service: ids["services"]![0], start: "2026-12-01T09:00:00-07:00" }),
  "/api/v1/clinics/[clinic]/appointments": ({ ids }) => ({
    service: ids["services"]![0],
    start: "2026-12-01T09:00:00-07:00",
    patient: { name: "Ada Vale", birthDate: "1984-05-30", email: "ada@example.test", phone: "+16045550112" },
    screen: { version: "2026-11", answers: { chest_pain: "no" } },
    consent: true,
    pay: "clinic",
  }),
  "/api/v1/clinics/[clinic]/plans/preview": () => ({
    template: "T6",
    start: "2026-12-01",
    preferences: { weekdays: [1, 3], notBefore: "09:00", away: [{ from: "2026-12-20", to: "2026-12-28" }] },
  }),
  "/api/v1/appointments/[token]/cancel": () => ({}),
  "/api/v1/appointments/[token]/reschedule": () => ({ start: "2026-12-01T09:00:00-07:00" }),
  "/api/desk/episodes/[id]/capacity": () => ({ template: ["T6"], start: ["2026-12-01"], weekday: ["1", "3"] }),
  "/api/desk/plans/[id]/capacity": () => ({ start: ["2026-12-01"], visits: ["12"], weekday: ["1"] }),
  "/api/stripe/webhook": () => ({ id: "evt_1", type: "checkout.session.completed", data: { object: { id: "cs_1" } } }),
  "/[clinic]/messages/[token]/stop": () => ({}),
  "/api/sms/inbound": () => ({ From: "+16045550112", Body: "STOP" }),
  "/api/auth/[...nextauth]": () => ({ csrfToken: "a", proof: "b", callbackUrl: "/desk" }),
  "/api/owner/export": () => ({}),
};

/** Forms with a file that would do, for every route that takes one. */
const goodForms: Record<string, [string, string][]> = {
  "/api/desk/patients/[id]/attachments": [
    ["label", "X-ray of the neck"],
    ["file", "%PDF-1.7\n"],
  ],
};

/** Routes that change nothing and read no body. */
const bodiless = new Set([
  "/[clinic]/booking/[token]/calendar.ics",
  "/[clinic]/calendar/[token]",
  "/[clinic]/plan/[token]/money/[year]/pdf",
  "/[clinic]/plan/[token]/money/receipts/[id]/pdf",
  "/[clinic]/me/manifest.webmanifest",
  "/[clinic]/record",
  "/api/[...rest]",
  "/api/desk/attachments/[id]",
  "/api/desk/claims",
  "/api/desk/changes",
  "/api/desk/day",
  "/api/desk/payments/[id]",
  "/api/desk/presence",
  "/api/desk/patients/[id]/record",
  "/api/desk/patients/[id]/statement",
  "/api/desk/receipts/[id]/pdf",
  "/api/owner/ahead",
  "/api/owner/behind",
  "/api/owner/figures",
  "/api/owner/outcomes",
  "/api/owner/ledger",
  "/api/owner/retention",
  "/api/health",
  "/api/v1/appointments/[token]",
  "/api/v1/clinics/[clinic]",
  "/api/v1/clinics/[clinic]/slots",
  "/api/v1/openapi.json",
  "/icon.svg",
  "/sign-in/with/[clinic]",
  "/sign-in/with/[clinic]/back",
  "/tablet/[clinic]/begin",
  "/tablet/[clinic]/end",
]);

/** What each part of an address is in life; a new name has to be added here before its door can be tried. */
const parts: Record<string, (known: Known, draw: Draw, door: Door) => string> = {
  clinic: () => "harbour",
  code: (_known, draw) => draw.one(["T1", "T2", "T99", "T"]),
  slug: (_known, draw) => draw.one(["small-breaks-beat-sitting-straight", "no-such-article"]),
  kind: (_known, draw) => draw.one(["appointment.booked", "plan.nudge", "nothing"]),
  service: ({ ids }, draw) => draw.one(ids["services"]!),
  year: (_known, draw) => draw.one(["2026", "2025", "1999", "0"]),
  visit: ({ ids }, draw) => draw.one(ids["plan_visits"] ?? ids["appointments"]!),
  token: (known, draw, { address }) =>
    draw.one(
      address.includes("/plan/")
        ? known.planTokens
        : address.includes("/messages/")
          ? known.messagesTokens
          : address.includes("/next/")
            ? known.visitTokens
            : [...known.bookingTokens, "A".repeat(43)],
    ),
  id: ({ ids }, draw, { address }) =>
    draw.one(ids[/(?:desk|setup|owner)\/(\w+)\//.exec(address)?.[1] ?? ""] ?? ids["appointments"]!),
  "...rest": (_known, draw) => draw.one(["stripe/.env", "v1", "v2/clinics/harbour", "desk", "admin/users.json"]),
  "...nextauth": (_known, draw) =>
    draw.one(["session", "csrf", "providers", "signout", "callback/proof", "signin/proof", "error", "verify-request"]),
};

/** Throws, with the names, when something was built that this generator does not know how to try. */
export function mustKnowAll(doors: readonly Door[]): void {
  const lost = doors.flatMap(({ kind, name, address }) => [
    ...[...address.matchAll(/\[([^\]]+)\]/g)].filter(([, part]) => !parts[part!]).map(([part]) => `${name}: ${part}`),
    ...(kind === "route" && !goodBodies[address] && !goodForms[address] && !bodiless.has(address)
      ? [`${name}: what it reads`]
      : []),
  ]);
  if (lost.length) throw new Error(`Say in bench/hostile/requests.ts how to try these doors:\n${lost.join("\n")}`);
}

const asWritten = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replaceAll("%2F", "/").replaceAll("%25", "%").replaceAll("%3B", ";");

function addressAt(door: Door, known: Known, draw: Draw, canary: string): string {
  const spoiled = draw.below(4);
  let at = 0;
  const filled = door.address.replaceAll(/\[([^\]]+)\]/g, (_all, part: string) => {
    const honest = parts[part]!(known, draw, door);
    return at++ === spoiled || draw.some(0.1) ? asWritten(hostileText(draw, canary)).slice(0, 4_000) : honest;
  });
  const trick = draw.some(0.06)
    ? draw.one([".rsc", ".txt", "/..%2f", "//", "/.%2e/.env", ";a=b", "%00", "/%2e%2e%2fapi%2fhealth"])
    : "";
  const query = draw.some(0.5)
    ? `?${Array.from({ length: 1 + draw.below(4) }, () => `${draw.one(queryNames)}=${asWritten(hostileText(draw, canary)).slice(0, 3_000)}`).join("&")}`
    : "";
  return `${filled}${trick}${query}`.replaceAll(/[^\x21-\x7e]/g, "_");
}

const queryNames = [
  "from",
  "to",
  "date",
  "service",
  "practitioner",
  "near",
  "gone",
  "wait",
  "page",
  "next",
  "as",
  "figure",
  "phase",
  "discipline",
  "asOf",
  "day",
  "place",
  "q",
  "everyone",
  "moved",
  "weekday",
  "start",
  "changed",
  "__proto__",
  "_rsc",
  "code",
  "week",
];

const methods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "GET", "TRACE", "PROPFIND"];
const types = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/x-www-form-urlencoded",
  "",
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "application/xml",
  "application/json\t;",
  "*/*",
];

/** A value somewhere inside is replaced, a name is added, or the whole is. */
function spoil(value: unknown, draw: Draw, canary: string): unknown {
  if (draw.some(0.15) || typeof value !== "object" || value === null) return hostileValue(draw, canary);
  const entries = Object.entries(value);
  if (!entries.length || draw.some(0.1)) return { ...value, [hostileText(draw, canary)]: hostileValue(draw, canary) };
  const [name, inner] = draw.one(entries);
  const spoiled = spoil(inner, draw, canary);
  return Array.isArray(value) ? [spoiled] : { ...value, [name]: spoiled };
}

function textOf(value: unknown, draw: Draw): string {
  const text = JSON.stringify(value) ?? "";
  return draw.some(0.08) ? text.slice(0, draw.below(text.length + 1)) : text;
}

const base = (origin: string, cookie: string, draw: Draw, canary: string): Record<string, string> => ({
  ...(draw.some(0.9) ? { origin } : { origin: draw.one(["null", "https://elsewhere.example", `http://${canary}`]) }),
  ...(cookie ? { cookie } : { cookie: `authjs.session-token=${canary}; taper-draft-harbour=${canary}` }),
  ...(draw.some(0.05) ? { "x-middleware-subrequest": "proxy:proxy:proxy", "x-forwarded-host": canary } : {}),
  ...(draw.some(0.08)
    ? { rsc: "1", "next-router-state-tree": asWritten(hostileText(draw, canary)).slice(0, 2_000) }
    : {}),
});

/** Names of fields that any form of the product has. */
const fieldNames = [
  ...new Set(
    ["components", "app"]
      .flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
          .filter((file) => /\.tsx?$/.test(file))
          .map((file) => readFileSync(path.join(root, folder, file), "utf8")),
      )
      .flatMap((text) => [...text.matchAll(/(?:\bname="|values\["|text\(values, ")(\w+)"/g)].map(([, name]) => name!)),
  ),
];

const boundNames = [
  "planId",
  "visitId",
  "appointmentId",
  "patientId",
  "episodeId",
  "chainId",
  "screenId",
  "from",
  "to",
  "trackId",
  "feeShownMinor",
  "amountMinor",
  "practitionerId",
  "purpose",
  "id",
  "assessmentId",
  "noteId",
];

/** Files that no form here asks for, fields that are long, and parts that end in the middle. */
function multipart(fields: [string, string][], draw: Draw): { type: string; body: Buffer } {
  const boundary = `----b${draw.below(1_000_000)}`;
  const lines = fields.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name.replaceAll(/["\r\n]/g, "_")}"${draw.some(0.02) ? '; filename="a.svg"' : ""}\r\n\r\n${value}\r\n`,
  );
  const text = `${lines.join("")}--${boundary}--\r\n`;
  const body = Buffer.from(draw.some(0.04) ? text.slice(0, draw.below(text.length)) : text);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

/** A field is replaced, left out or there twice; the file is one, or a text in its place. */
function spoiledForm(fields: [string, string][], draw: Draw, canary: string): { type: string; body: Buffer } {
  const boundary = `----b${draw.below(1_000_000)}`;
  const spoiled = draw.one(fields)[0];
  const parts = fields.flatMap(([name, value]) => {
    const sent = name === spoiled && draw.some(0.8) ? hostileText(draw, canary) : value;
    const file = name === "file" && draw.some(0.9);
    const called = `; filename="${draw.one(["file", "a.svg", "../../a.pdf", canary])}"\r\ncontent-type: ${draw.one(["application/pdf", "text/html", canary])}`;
    const part = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file ? called : ""}\r\n\r\n${sent}\r\n`;
    return draw.some(0.05) ? [] : draw.some(0.05) ? [part, part] : [part];
  });
  const text = `${parts.join("")}--${boundary}--\r\n`;
  const body = draw.some(0.02) ? Buffer.alloc(11_000_000, canary) : Buffer.from(text);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: draw.some(0.04) ? body.subarray(0, draw.below(body.length)) : body,
  };
}

const malformed = [
  '"$1:constructor:constructor"',
  '["$F0"]',
  '["$@0"]',
  '["$Q1","$W1"]',
  '["$K1"]',
  '["$B1"]',
  '["$o1"]',
  '["$n1e9"]',
  '["$D2026-99-99"]',
  '["$Infinity","$-0","$NaN","$undefined"]',
  "[",
  "{}",
  "null",
  '"$0"',
  '["$0"]',
  '["$L0"]',
  '{"then":"$1:__proto__:then","status":"resolved_model","value":"{}"}',
  '["$i1"]',
  '["$S__proto__"]',
  '["$T"]',
];

type Sent = { type: string; body: Buffer; headers: Record<string, string> };

function actionRequest(door: Door & { kind: "action" }, known: Known, draw: Draw, canary: string): Sent {
  const real = () => draw.one([...Object.values(known.ids).flat(), ...known.planTokens, ...known.bookingTokens]);
  const value = () => (draw.some(0.5) ? real() : hostileValue(draw, canary));
  const bound = Array.from({ length: Math.max(0, door.takes - 1) }, (_, at) => {
    if (at === door.takes - 2 && draw.some(0.7)) return { ok: false };
    if (at === 0 && draw.some(0.5)) return "harbour";
    return draw.some(0.5) ? value() : Object.fromEntries(boundNames.map((name) => [name, value()]));
  });
  const filled = Array.from({ length: 2 + draw.below(14) }, (): [string, string] => [
    draw.some(0.95) ? draw.one(fieldNames) : hostileText(draw, canary).slice(0, 200),
    draw.one([() => hostileText(draw, canary), real, () => draw.one(["yes", "no", "1", "2026-12-01", "09:00"])])(),
  ]);
  const way = draw.below(10);
  if (way < 5) {
    const args = way === 0 ? hostileValue(draw, canary) : [...bound, draw.some(0.9) ? "$K1" : value()];
    const root = draw.some(0.08) ? draw.one(malformed) : JSON.stringify(args);
    const sent = multipart([...filled.map(([name, text]): [string, string] => [`1_${name}`, text]), ["0", root]], draw);
    return { ...sent, headers: { "next-action": draw.some(0.95) ? door.id : canary } };
  }
  if (way < 9) {
    const named: [string, string][] = [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", JSON.stringify({ id: draw.some(0.95) ? door.id : canary, bound: "$@1" })],
      [
        "$ACTION_1:1",
        draw.some(0.1) ? draw.one(malformed) : JSON.stringify(bound.slice(0, Math.max(0, door.takes - 2))),
      ],
    ];
    return { ...multipart([...named, ...filled], draw), headers: {} };
  }
  return {
    type: draw.one(["text/plain;charset=UTF-8", ...types]),
    body: Buffer.from(draw.some(0.5) ? draw.one(malformed) : textOf([...bound, hostileValue(draw, canary)], draw)),
    headers: { "next-action": door.id },
  };
}

export type Sender = { person: Person; cookie: string; origin: string };

/** Everything about it follows from `draw`. */
export function hostileRequest(door: Door, known: Known, from: Sender, draw: Draw, canary: string): HostileRequest {
  const address = addressAt(door, known, draw, canary);
  const headers = base(from.origin, from.cookie, draw, canary);
  if (door.kind === "action") {
    const { type, body, headers: own } = actionRequest(door, known, draw, canary);
    return { method: "POST", path: address, headers: { ...headers, ...own, "content-type": type }, body };
  }
  const fields = goodForms[door.address];
  if (fields && draw.some(0.85)) {
    const { type, body } = spoiledForm(fields, draw, canary);
    return { method: "POST", path: address, headers: { ...headers, "content-type": type }, body };
  }
  const good = goodBodies[door.address];
  if (!good && draw.some(0.75)) return { method: "GET", path: address, headers };
  if (door.kind === "route" && draw.some(0.1)) headers["idempotency-key"] = headerText(hostileText(draw, canary));
  else headers["idempotency-key"] = canary;
  const method = good && draw.some(0.85) ? "POST" : draw.one(methods);
  const type = draw.some(0.85) ? "application/json" : draw.one(types);
  const sent = spoil(good ? good(known) : {}, draw, canary);
  const body = draw.some(0.02) ? Buffer.alloc(400_000, canary) : Buffer.from(textOf(sent, draw));
  return { method, path: address, headers: { ...headers, "content-type": type }, body };
}

/** What may stand in a header at all; the rest no server would ever be given. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 4_000);
