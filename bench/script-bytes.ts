// What a page makes a browser load: its scripts, compressed as they travel, counted in a real browser.
import { gzipSync } from "node:zlib";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { findBrowser } from "../scripts/browser.ts";
import { demoPassword } from "../scripts/seed.ts";
import type { Bench, Measurement } from "./bench.ts";
import { startProveStack } from "./prove/support.ts";

/** Gzip bytes of what the page loads. */
export async function weigh(page: Page, url: string): Promise<{ scripts: number; styles: number; html: number }> {
  const sizes = { scripts: 0, styles: 0, html: 0 };
  const waiting: Promise<void>[] = [];
  const count = (kind: keyof typeof sizes, body: Promise<Buffer>) =>
    waiting.push(body.then((bytes) => void (sizes[kind] += gzipSync(bytes).length)));
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type === "script") count("scripts", response.body());
    if (type === "stylesheet") count("styles", response.body());
    if (type === "document") count("html", response.body());
  });
  await page.goto(url, { waitUntil: "load" });
  // A page that listens for changes is never idle.
  await page.waitForTimeout(1_000);
  await Promise.all(waiting);
  page.removeAllListeners("response");
  return sizes;
}

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** What a browser keeps of somebody who has signed in to the demo clinic. */
export async function signedIn(browser: Browser, url: string, email: string): Promise<StorageState> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/desk/);
  const state = await context.storageState();
  await context.close();
  return state;
}

export const kilo = (bytes: number) => Math.round(bytes / 100) / 10;

export const bench: Bench = {
  name: "script-bytes",
  about:
    "gzip bytes of scripts, styles and HTML of the first load in a fresh browser; Next itself is about 132 kB of script",
  async run({ log }) {
    const stack = await startProveStack({ log });
    const browser = await chromium.launch(findBrowser());
    try {
      const { services } = (await (await fetch(`${stack.url}/api/v1/clinics/harbour`)).json()) as {
        services: { id: string }[];
      };
      const storageState = await signedIn(browser, stack.url, "ruth@harbour.test");
      const rows: Measurement[] = [];
      const pages = [
        ["clinic page", "/harbour", false],
        ["times page", `/harbour/book/${services[0]!.id}`, false],
        ["desk day", "/desk", true],
        ["owner", "/owner", true],
      ] as const;
      for (const [name, path, staff] of pages) {
        const context = await browser.newContext(staff ? { storageState } : {});
        const { scripts, styles, html } = await weigh(await context.newPage(), `${stack.url}${path}`);
        await context.close();
        rows.push({
          measure: `${name}: scripts`,
          value: kilo(scripts),
          unit: "kB gzip",
          note: `styles ${kilo(styles)}, HTML ${kilo(html)}`,
        });
      }
      return rows;
    } finally {
      await browser.close();
      await stack.stop();
    }
  },
};
