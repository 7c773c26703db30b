// Claim: every page that a patient can open is whole for everybody: clean for axe, light, still, and no wider than a small phone.
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import postgres from "postgres";
import { languages, type Language } from "../../lib/languages/language.ts";
import { languageCookie, languageFor } from "../../lib/languages/spoken.ts";
import { findBrowser } from "../../scripts/browser.ts";
import { answerScreen, chooseTime, fillDetails, newPerson, walkToCheck } from "../../tests/e2e/people.ts";
import { pages } from "../doors/addresses.ts";
import { builtDoors } from "../doors/built-doors.ts";
import { patientCookie } from "../doors/people.ts";
import { chooseThings, type Things } from "../doors/things.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const GOALS = { scriptBytes: 165_000, shift: 0.02 };
const width = 320;

/** What is not one language's alone to see: the patient's side of the house. */
const forPatients = (address: string) => /^\/(\[clinic\]|join\/)/.test(address);
/** What a visitor sees only in the middle of booking. */
const inBooking = /^\/\[clinic\]\/book\/(details|health|check)$/;

type Seen = { address: string; language: Language; scriptBytes: number; shift: number; problems: string[] };

export const claim: Claim = {
  name: "pages",
  about: `every page of the build that a patient opens, in each language it is written in, on a telephone ${width} px wide: 0 findings of all rules of axe (those of Lighthouse's accessibility score among them), script ≤ ${GOALS.scriptBytes / 1000} kB as it travels, layout shift ≤ ${GOALS.shift}, nothing wider than the screen`,
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    const sql = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    const browser = await chromium.launch(findBrowser());
    try {
      const clinics = await sql<{ id: string }[]>`select id from clinics order by slug`;
      const secret = stack.env["AUTH_SECRET"]!;
      const { own } = await chooseThings(sql, clinics[0]!.id, clinics[1]!.id, secret);
      const built = builtDoors().pages.filter(forPatients);
      const unnamed = built.filter((address) => !pages[address]);
      for (const one of unnamed) log(`UNNAMED ${one}`);
      const patient = await openContext(browser, stack.url);
      const [name = "", value = ""] = (await patientCookie(sql, own)).split("=");
      await patient.addCookies([{ name, value, url: stack.url }]);
      const guest = await openContext(browser, stack.url);
      await walkToCheck(await guest.newPage(), newPerson("Asha Rao"));
      const ill = await openContext(browser, stack.url);
      await walkToStop(await ill.newPage());
      const seen: Seen[] = [];
      for (const address of built.filter((one) => pages[one])) {
        const path = pathOf(address, own);
        for (const language of spokenAt(path, quick)) {
          const context = address.endsWith("/book/stop") ? ill : inBooking.test(address) ? guest : patient;
          const one = await look(context, stack.url, path, language);
          seen.push({ address, language, ...one });
          for (const problem of one.problems) log(`${address} in ${language}: ${problem}`);
        }
        log(address);
      }
      const heaviest = seen.toSorted((a, b) => b.scriptBytes - a.scriptBytes)[0]!;
      const problems = seen.reduce((sum, one) => sum + one.problems.length, 0);
      return {
        ok: problems === 0 && unnamed.length === 0,
        pages: new Set(seen.map(({ address }) => address)).size,
        looks: seen.length,
        problems,
        unnamed: unnamed.length,
        heaviest: heaviest.address,
        heaviestBytes: heaviest.scriptBytes,
        greatestShift: Math.max(...seen.map(({ shift }) => shift)),
      };
    } finally {
      await browser.close();
      await sql.end();
      await stack.stop();
    }
  },
};

/** Somebody whose answers end the booking. */
async function walkToStop(page: Page): Promise<void> {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await fillDetails(page, newPerson("Lena Kovac"));
  await answerScreen(page, [/sudden, severe headache/]);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/book\/stop/);
}

function pathOf(address: string, things: Things): string {
  const { fill, query } = pages[address]!;
  const filled = Object.entries(fill?.(things) ?? {}).reduce(
    (path, [name, value]) => path.replace(`[${name}]`, value),
    address,
  );
  return `${filled}${query?.(things) ?? ""}`;
}

/** English first, then whatever else the page is written in. */
function spokenAt(path: string, quick: boolean): Language[] {
  const [bare = ""] = path.split("?");
  const all = languages.filter((one) => languageFor({ path: bare, chosen: one, accepts: null }).spoken === one);
  return quick ? all.slice(0, 2) : all;
}

async function openContext(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: "en-CA",
    viewport: { width, height: 640 },
    hasTouch: true,
  });
  await context.addInitScript(() => {
    const page = window as unknown as { shifted: number };
    page.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) page.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return context;
}

async function look(
  context: BrowserContext,
  url: string,
  path: string,
  language: Language,
): Promise<Pick<Seen, "scriptBytes" | "shift" | "problems">> {
  await context.addCookies([{ name: languageCookie, value: language, url }]);
  const page = await context.newPage();
  try {
    const answer = await page.goto(path, { waitUntil: "load" });
    await page.waitForTimeout(700);
    const { scriptBytes, shift, wider, lang } = await measured(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const problems = violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html.slice(0, 160)}`);
    if (!answer || answer.status() >= 400) problems.push(`answered with ${answer?.status()}`);
    const arrived = new URL(page.url());
    if (arrived.pathname !== path.split("?")[0]) problems.push(`led on to ${arrived.pathname}`);
    if (!lang.startsWith(language)) problems.push(`says that it is in ${lang}`);
    if (scriptBytes > GOALS.scriptBytes) problems.push(`${scriptBytes} bytes of script`);
    if (shift > GOALS.shift) problems.push(`shifts by ${shift}`);
    if (wider > 0) problems.push(`${wider} px wider than the screen`);
    return { scriptBytes, shift, problems };
  } finally {
    await page.close();
  }
}

const measured = (page: Page) =>
  page.evaluate(() => ({
    scriptBytes: performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    shift: Math.round((window as unknown as { shifted: number }).shifted * 1000) / 1000,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    lang: document.documentElement.lang,
  }));
