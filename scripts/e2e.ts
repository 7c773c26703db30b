// Runs the end-to-end tests in a real browser against a whole product of their own; further words go to Playwright.
import { spawn } from "node:child_process";
import path from "node:path";
import { runStatement } from "./database.ts";
import { root } from "./paths.ts";
import { startThrowAwayStack, type ThrowAwayStack } from "./throw-away-stack.ts";

const help = `node scripts/e2e.ts [file or title …] [--headed] [any other word of playwright test]

Builds the web application when needed, starts it on a throw-away database with the demo clinics, a mailbox and a
payment stand-in, and runs tests/e2e. The tests find these in BASE_URL, MAIL_URL and STRIPE_STAND_IN_URL.`;

/** The demo clinics tell of bookings at once here, by a rule of their own: three minutes of waiting would be most of a test's time. */
const tellAtOnce = `insert into message_rules (clinic_id, id, effective_from, early_hours, late_hours, once_below_days,
    quiet_from_min, quiet_to_min, weekly_cap, nudge_days, check_in_hours, offers_at_once, offer_minutes, hold_minutes, source)
  select id, gen_random_uuid(), '2020-01-01', 48, 3, 8, 1260, 480, 6, '{0,3,7}', 24, 5, 120, 0, 'end-to-end tests' from clinics`;

function playwright(stack: ThrowAwayStack): Promise<number> {
  const program = path.join(root, "node_modules/@playwright/test/cli.js");
  const config = path.join(root, "tests/playwright.config.ts");
  const child = spawn(process.execPath, [program, "test", "--config", config, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      BASE_URL: stack.url,
      MAIL_URL: stack.mailUrl ?? "",
      TEXTS_URL: stack.textsUrl ?? "",
      STRIPE_STAND_IN_URL: stack.stripeUrl ?? "",
      STRIPE_WEBHOOK_SECRET: stack.env["STRIPE_WEBHOOK_SECRET"] ?? "",
      // Signs links as mail carries them.
      AUTH_SECRET: stack.env["AUTH_SECRET"] ?? "",
      // The administrator's address, so that a test can look at what was stored.
      DATABASE_URL: stack.adminUrl,
    },
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

async function main(): Promise<number> {
  if (process.argv.includes("--help")) {
    console.log(help);
    return 0;
  }
  const stack = await startThrowAwayStack({ name: "e2e", log: (line) => console.error(line) });
  await runStatement(stack.adminUrl, tellAtOnce);
  try {
    const code = await playwright(stack);
    if (code !== 0) console.error(`What web and worker said stands in ${stack.logDirectory}.`);
    return code;
  } finally {
    await stack.stop();
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
