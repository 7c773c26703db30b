// Takes the pictures of docs/screenshots at 390 and 1280 px from a running `npm start` with the demo clinics.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import postgres from "postgres";
import { planToken } from "../lib/plans/plan-token.ts";
import { findBrowser } from "./browser.ts";
import { openDatabase } from "./database.ts";
import { dataDirectory, root } from "./paths.ts";
import { demoPassword } from "./seed.ts";
import { giveDevice } from "./virtual-device.ts";

const help = `node scripts/screenshots.ts    pictures of every page into docs/screenshots, and their list docs/screenshots.md

Needs \`npm start\` running with the demo clinics; BASE_URL (http://localhost:3000) and DATA_DIR say where.`;

const base = process.env["BASE_URL"] ?? "http://localhost:3000";
const folder = path.join(root, "docs/screenshots");
const widths = [390, 1280];
/** Where a tablet on the wall or in the hand is usual. */
const deskWidths = [390, 768, 1280];
const taken: { name: string; title: string; sizes: readonly number[] }[] = [];

async function take(page: Page, name: string, title: string, address: string, sizes = widths): Promise<void> {
  taken.push({ name, title, sizes });
  for (const width of sizes) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.goto(`${base}${address}`);
    // A page that listens for changes is never idle.
    await page.waitForLoadState("load");
    await page.waitForTimeout(600);
    await page.screenshot({
      path: path.join(folder, `${name}-${width}.png`),
      // A long list goes on as it begins.
      fullPage: name !== "owing" && (name !== "day" || width < 900),
      caret: "initial",
    });
  }
  console.log(`${name}  ${address.replace(/[\w-]{60,}/, "…")}`);
}

async function signIn(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${base}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

/** Opens a patient's plan like the patient would: birth date, then the code from the mail. */
async function openPlan(page: Page, address: string, birthDate: string, email: string, mailbox: string): Promise<void> {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  const birth = async () => {
    await page.getByLabel("Year").fill(year);
    await page.getByLabel("Month").fill(month);
    await page.getByLabel("Day", { exact: true }).fill(day);
  };
  await page.goto(`${base}${address}`);
  await birth();
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("The six digits from the e-mail").waitFor();
  let code = "";
  for (let turn = 0; turn < 60 && !code; turn++) {
    const mails = (await (await fetch(`${mailbox}/api/mails?to=${encodeURIComponent(email)}`)).json()) as {
      text: string;
      subject: string;
    }[];
    code =
      mails.map((mail) => /\b(\d{6})\b/.exec(/code/i.test(mail.subject) ? mail.text : "")?.[1] ?? "").find(Boolean) ??
      "";
    await new Promise((done) => setTimeout(done, 500));
  }
  await birth();
  await page.getByLabel("The six digits from the e-mail").fill(code);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("heading", { name: "Your plan" }).waitFor();
}

async function demoFacts() {
  const database = await openDatabase();
  const sql = postgres(database.adminUrl, { max: 1 });
  try {
    const [offer] =
      await sql`select p.id, p.clinic_id, t.birth_date::text as birth, t.email from plans p join patients t on t.clinic_id = p.clinic_id and t.id = p.patient_id join clinics c on c.id = p.clinic_id where p.status = 'offered' and c.slug = 'harbour' and t.email is not null order by p.offered_at desc limit 1`;
    const [active] =
      await sql`select p.id, p.clinic_id, p.patient_id, t.birth_date::text as birth, t.email from plans p join patients t on t.clinic_id = p.clinic_id and t.id = p.patient_id join clinics c on c.id = p.clinic_id join plan_templates m on m.clinic_id = p.clinic_id and m.id = p.template_id where p.status = 'active' and c.slug = 'harbour' and m.code = 'T6' and t.email is not null order by p.activated_at desc limit 1`;
    const [visit] =
      await sql`select a.id from appointments a join clinics c on c.id = a.clinic_id where c.slug = 'harbour' and a.status = 'booked' and a.starts_at > now() order by a.starts_at limit 1`;
    const [receipt] =
      await sql`select r.id from receipts r join clinics c on c.id = r.clinic_id where c.slug = 'harbour' and r.kind = 'treatment' order by r.number desc limit 1`;
    const [missed] =
      await sql`select p.id from plans p join clinics c on c.id = p.clinic_id join visits v on v.clinic_id = p.clinic_id and v.plan_id = p.id join appointments a on a.clinic_id = p.clinic_id and a.visit_id = v.id where c.slug = 'harbour' and p.status = 'active' and a.status = 'noshow' order by a.starts_at desc limit 1`;
    const [closed] =
      await sql`select p.patient_id as id from plans p join clinics c on c.id = p.clinic_id join practitioners k on k.clinic_id = p.clinic_id and k.name = 'Priya Nair' where c.slug = 'harbour' and p.status = 'active' and p.lead_practitioner_id <> k.id and not exists (select 1 from appointments a where a.clinic_id = p.clinic_id and a.patient_id = p.patient_id and a.practitioner_id = k.id) and not exists (select 1 from tracks t where t.clinic_id = p.clinic_id and t.plan_id = p.id and t.primary_practitioner_id = k.id) order by p.created_at desc limit 1`;
    const [priya] =
      await sql`select p.id from practitioners p join clinics c on c.id = p.clinic_id where c.slug = 'harbour' and p.name = 'Priya Nair'`;
    const [noted] =
      await sql`select a.id from appointments a join clinics c on c.id = a.clinic_id join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id where c.slug = 'harbour' and p.name = 'Priya Nair' and a.status = 'booked' and a.starts_at > now() order by a.starts_at limit 1`;
    const [sold] =
      await sql`select g.id, g.patient_id, (select k.id from charges k where k.clinic_id = g.clinic_id and k.patient_id = g.patient_id and k.payer = 'self' order by k.service_on desc limit 1) as charge from packages g join clinics c on c.id = g.clinic_id where c.slug = 'harbour' order by g.id limit 1`;
    const [massage] =
      await sql`select s.id from services s join clinics c on c.id = s.clinic_id join package_offers o on o.clinic_id = s.clinic_id and o.service_id = s.id where c.slug = 'harbour' order by s.position limit 1`;
    return {
      sold: sold!,
      massage: massage!,
      priya: priya!,
      noted: noted!,
      offer: offer!,
      active: active!,
      visit: visit!,
      receipt: receipt!,
      missed: missed!,
      closed: closed!,
    };
  } finally {
    await sql.end();
    await database.stop();
  }
}

async function main(): Promise<void> {
  if (process.argv.includes("--help")) return console.log(help);
  mkdirSync(folder, { recursive: true });
  const facts = await demoFacts();
  const secret = process.env["AUTH_SECRET"] ?? readFileSync(path.join(dataDirectory(), "auth-secret"), "utf8").trim();
  const mailbox = `http://localhost:${readFileSync(path.join(dataDirectory(), "mailbox.port"), "utf8").trim()}`;
  const browser = await chromium.launch(findBrowser());
  try {
    const guest = await (await browser.newContext()).newPage();
    await take(guest, "front", "Taper's front page", "/");
    await take(guest, "clinic", "A clinic's page", "/harbour");
    const { services } = (await (await fetch(`${base}/api/v1/clinics/harbour`)).json()) as {
      services: { id: string; kind: string }[];
    };
    const service = services.find((one) => one.kind === "first")!;
    await take(guest, "times", "Choosing a time", `/harbour/book/${service.id}`);
    await guest.locator('details[open] button[name="start"]').last().click();
    await guest.waitForURL(/details/);
    await take(guest, "details", "Who comes", "/harbour/book/details");
    await guest.getByLabel("Full name of the person who comes").fill("Asha Rao");
    for (const [label, value] of [
      ["Year", "1988"],
      ["Month", "4"],
      ["Day", "12"],
    ] as const)
      await guest.getByLabel(label, { exact: true }).fill(value);
    await guest.getByLabel("E-mail", { exact: true }).fill("asha@example.test");
    await guest.getByRole("button", { name: "Continue to health questions" }).click();
    await guest.waitForURL(/health/);
    await take(guest, "health", "Health questions", "/harbour/book/health");
    for (const next of ["Continue", "Continue to check"]) {
      for (const group of await guest.locator("fieldset").all())
        if (await group.isVisible()) await group.getByLabel("No", { exact: true }).check();
      await guest.getByRole("button", { name: next, exact: true }).click();
      await guest.waitForURL(next === "Continue" ? /background/ : /check/);
    }
    await take(guest, "check", "Check and book", "/harbour/book/check");
    await guest.getByLabel("I agree to this").check();
    await guest.getByRole("button", { name: "Book – pay at the clinic" }).click();
    await guest.waitForURL(/booking/);
    await take(guest, "booking", "A booking's own page", new URL(guest.url()).pathname);
    await take(guest, "not-found", "A calm 404", "/nowhere");
    for (const [name, title, one] of [
      ["offer", "An offered plan", facts.offer],
      ["course", "A running plan", facts.active],
    ] as const) {
      const page = await (await browser.newContext()).newPage();
      const address = `/harbour/plan/${planToken({ clinicId: String(one["clinic_id"]), secret }, String(one["id"]))}`;
      await openPlan(page, address, String(one["birth"]), String(one["email"]), mailbox);
      await take(page, name, title, address);
      if (name !== "course") continue;
      await take(page, "replan-own", "A patient’s visits planned again", `${address}/replan`);
      await take(page, "payments-own", "A patient’s payments and receipts", `${address}/money`);
      await take(page, "year-own", "What a patient paid in a year", `${address}/money/${new Date().getFullYear()}`);
      await take(page, "proof", "Asked for a key before the record", `${address}/record`);
      await giveDevice(page);
      await page.getByRole("button", { name: "Make a passkey" }).click();
      await page.waitForURL(/\/record$/);
      await take(page, "record", "Who looked at a patient’s record", `${address}/record`);
    }
    const desk = await signIn(await browser.newContext(), "mina@harbour.test");
    await take(desk, "day", "The calendar's day", "/desk", deskWidths);
    await take(desk, "rooms", "The day by room", "/desk?view=rooms", deskWidths);
    await take(desk, "week", "A practitioner's week", `/desk?view=week&practitioner=${facts.priya["id"]}`, deskWidths);
    await take(desk, "month", "The month", "/desk?view=month", deskWidths);
    await take(desk, "away", "Somebody is away", `/desk/away?practitioner=${facts.priya["id"]}`, deskWidths);
    await take(desk, "visit", "A visit at the desk", `/desk/appointments/${facts.visit["id"]}`);
    await take(desk, "desk-book", "Booking by phone", "/desk/book");
    await take(desk, "tasks", "Calls to make", "/desk/tasks");
    await take(desk, "schedule", "Hours and time off", "/desk/schedule");
    await take(desk, "receipt", "A receipt", `/desk/receipts/${facts.receipt["id"]}`);
    await take(desk, "claims", "Claims on payers", "/desk/claims");
    await take(desk, "charge", "A charge", `/desk/charges/${facts.sold["charge"]}`);
    await take(desk, "package", "A package", `/desk/packages/${facts.sold["id"]}`);
    await take(desk, "patient-money", "A patient with a package", `/desk/patients/${facts.sold["patient_id"]}`);
    const practitioner = await signIn(await browser.newContext(), "tom@harbour.test");
    await take(practitioner, "patient", "A patient's page", `/desk/patients/${facts.active["patient_id"]}`);
    await take(practitioner, "assess", "An assessment", `/desk/patients/${facts.active["patient_id"]}/assess`);
    await take(practitioner, "plan", "A plan at the desk", `/desk/plans/${facts.active["id"]}`);
    await take(
      practitioner,
      "replan",
      "The rest of a plan planned again",
      `/desk/plans/${facts.missed["id"]}/replan?policy=make_up`,
    );
    await take(practitioner, "plans", "Plans", "/desk/plans");
    const owner = await signIn(await browser.newContext(), "ruth@harbour.test");
    await take(owner, "owner", "The owner's page", "/owner");
    await take(owner, "follow", "Who else is to be called", "/owner/follow");
    await take(owner, "ahead", "The weeks ahead", "/owner/ahead");
    await take(owner, "outcomes", "What plans lead to", "/owner/outcomes");
    await take(owner, "behind", "The patients behind a figure", "/owner/patients?figure=attendance");
    await take(owner, "audit", "Who did what", "/owner/audit");
    await take(owner, "money", "A day is closed", "/owner/money");
    await take(owner, "owing", "Who owes, and for how long", "/owner/money/owing");
    await take(owner, "payouts", "What practitioners are due", "/owner/money/payouts");
    await take(owner, "online", "Where cards are taken online", "/owner/money/online");
    await take(owner, "ledger", "The ledger for bookkeeping", "/owner/money/ledger");
    await take(owner, "keeping", "What is kept, lost and told", "/owner/keeping");
    await take(owner, "set-up", "A clinic is set up", "/owner/setup", deskWidths);
    await take(owner, "set-up-people", "Who treats", "/owner/setup/people");
    await take(owner, "set-up-services", "Services and prices", "/owner/setup/services");
    await take(
      owner,
      "set-up-service",
      "A service, its prices and packages",
      `/owner/setup/services/${facts.massage["id"]}`,
    );
    await take(owner, "set-up-rules", "Rules of booking, and tax", "/owner/setup/rules");
    await take(owner, "import", "Reading in another system’s file", "/owner/setup/import");
    await take(owner, "account", "One’s own account", "/account");
    await take(owner, "passkeys", "Passkeys", "/account/passkeys");
    await take(guest, "start", "A clinic is opened", "/start");
    await take(guest, "sign-in", "Signing in", "/sign-in");
    await take(guest, "clinic-sign-in", "A clinic’s own sign-in", "/sign-in/clinic");
    await take(guest, "privacy", "What a clinic tells of privacy", "/harbour/privacy");
    await take(guest, "terms", "A clinic’s terms", "/harbour/terms");
    const lead = await signIn(await browser.newContext(), "mei-lin@harbour.test");
    await take(lead, "templates", "Plan templates", "/desk/templates");
    await take(lead, "health-texts", "Health texts by language", "/desk/languages?language=fr");
    await take(lead, "template", "A plan template", "/desk/templates/T2", deskWidths);
    const stranger = await signIn(await browser.newContext(), "priya@harbour.test");
    await take(stranger, "note", "A session note", `/desk/appointments/${facts.noted["id"]}/note`, deskWidths);
    await take(
      stranger,
      "chart-closed",
      "A chart of somebody whom others treat",
      `/desk/patients/${facts.closed["id"]}`,
    );
  } finally {
    await browser.close();
  }
  const where: Record<number, string> = { 390: "on a phone", 768: "on a tablet", 1280: "on a desk screen" };
  const rows = taken.map(({ name, title, sizes }) => {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    const pictures = sizes.map((width) => `![${title} ${where[width]}](screenshots/${name}-${width}.png)`);
    return `## ${title}\n\n${line(sizes.map((width) => `${width} px`))}\n|${"---|".repeat(sizes.length)}\n${line(pictures)}`;
  });
  writeFileSync(
    path.join(root, "docs/screenshots.md"),
    `# Screenshots\n\nTaken by \`node scripts/screenshots.ts\` from the demo clinics. Its browser brings no fonts for Punjabi and\nChinese: the boxes in the language switch are letters on people's own devices.\n\n${rows.join("\n\n")}\n`,
  );
}

await main();
