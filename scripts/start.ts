// `npm start`: the whole product on this machine, until Ctrl-C.
import { buildWhenStale } from "./build.ts";
import { dataDirectory } from "./paths.ts";
import { freePort, isPortFree } from "./ports.ts";
import { demoPassword, demoSignIns } from "./seed.ts";
import { startStack, type Stack } from "./stack.ts";

const help = `npm start            the product: database, demo clinics when it is empty, payments and mailbox stand-ins, web, worker
npm run dev          the same, reloading when a source changes

Environment, all optional:
  PORT               where the web listens (3000; another free one when it is taken and PORT is not set)
  HOST               the address it listens on (this machine only, unless PUBLIC_URL is set)
  PUBLIC_URL         the address people use
  DATA_DIR           where data, secrets and logs are kept (.data)
  DATABASE_URL       an administrator's URL of a PostgreSQL 15 or later, instead of the embedded one
  STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET   real Stripe instead of the stand-in
  STRIPE_CONNECT     on: every clinic connects an account of its own at Stripe (default with the stand-in); off: one without takes
                     payments on the key's own account (default with a real key)
  SMTP_URL           a mail server instead of the local mailbox
  AUTH_SECRET        signs sessions, seals files of charts and seeds of second factors (made and kept in DATA_DIR; keep a copy)
  DEMO               off: an empty database stays empty, and the first clinic is opened on the page /start; on: it gets the demo
                     clinics, whose people share one known password (default: off with an https PUBLIC_URL, else on)
  PASSWORD_BLOCKLIST a file of passwords that staff may not take, one a line, besides the small list that Taper has
  TRUSTED_PROXIES    how many proxies stand in front (1 with an https PUBLIC_URL, else 0), so that limits know visitors apart
  NOW, RATE_LIMITS=off   for tests and demos: a fixed clock (a moment, or file:/… that holds one), no limits; refused with an
                         https PUBLIC_URL

Ctrl-C stops everything; the data stays.`;

const say = (line: string) => console.log(line);

async function choosePort(): Promise<number> {
  const asked = process.env["PORT"];
  const port = Number(asked ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a whole number from 1 to 65535, not "${asked}".`);
  if (await isPortFree(port)) return port;
  if (asked !== undefined)
    throw new Error(`Port ${port} is taken. Stop what listens there, or set PORT to another number.`);
  const other = await freePort();
  say(`Port ${port} is taken; using ${other}.`);
  return other;
}

function wantsDemo(): boolean {
  const asked = process.env["DEMO"];
  if (asked === undefined) return !process.env["PUBLIC_URL"]?.startsWith("https:");
  if (asked !== "on" && asked !== "off") throw new Error(`DEMO must be on or off, not "${asked}".`);
  return asked === "on";
}

function banner(stack: Stack): string {
  const lines = [
    ["", ""],
    ["Taper", stack.url],
    ...(stack.hasDemo
      ? [
          ["Patients", `${stack.url}/harbour  and  ${stack.url}/lakeside`],
          ["Staff", `${stack.url}/sign-in  (demo clinics: password ${demoPassword})`],
          ...oneOfEachRole().map(({ role, email }) => ["", `${role.replace("_", " ").padEnd(14)} ${email}`]),
        ]
      : [
          ["Begin", `${stack.url}/start  opens a clinic`],
          ["Staff", `${stack.url}/sign-in`],
        ]),
    ...(stack.mailUrl ? [["Mailbox", stack.mailUrl]] : []),
    ...(stack.textsUrl ? [["Texts", stack.textsUrl]] : []),
    ["Stop", `Ctrl-C; the data stays in ${dataDirectory()}`],
  ];
  return lines.map(([name = "", value = ""]) => `  ${name.padEnd(10)} ${value}`.trimEnd()).join("\n");
}

function oneOfEachRole() {
  return demoSignIns.filter(({ role }, index) => demoSignIns.findIndex((other) => other.role === role) === index);
}

async function main() {
  if (process.argv.includes("--help")) return say(help);
  const dev = process.argv.includes("--dev");
  const empty = !wantsDemo();
  const port = await choosePort();
  if (!dev) await buildWhenStale(say);
  const databaseUrl = process.env["DATABASE_URL"];
  const starting = startStack({
    directory: dataDirectory(),
    ports: [port],
    dev,
    empty,
    log: say,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  stopOnSignal(starting);
  const stack = await starting;
  say(banner(stack));
}

/** Stops in order even when the signal comes while things are still starting. */
function stopOnSignal(starting: Promise<Stack>) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say("\nStopping …");
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
