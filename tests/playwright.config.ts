// How the end-to-end tests drive a browser; `scripts/e2e.ts` starts the product they visit.
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "../scripts/browser.ts";
import { root } from "../scripts/paths.ts";

const results = path.join(root, "test-results");
const json = process.env["PLAYWRIGHT_JSON"];

const longest = "whole-story.spec.ts";
const desk = { viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: path.join(root, "tests/e2e"),
  outputDir: results,
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: json ? [["list"], ["json", { outputFile: json }]] : "list",
  use: {
    baseURL: process.env["BASE_URL"] ?? "http://localhost:3000",
    launchOptions: findBrowser(),
    locale: "en-CA",
    // Neither clinic's zone: a page that takes the browser's clock for the clinic's is found out.
    timezoneId: "America/Halifax",
    // A film of every test would cost more than the tests; the page as it was at each step is in the trace without it.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
  // The longest test first, so that the others fill the time beside it.
  // A test tagged @mobile runs at a telephone's width, one tagged @both at both, any other at a desk's.
  projects: [
    { name: "longest", testMatch: longest, use: desk },
    { name: "desktop", testIgnore: longest, grepInvert: /@mobile\b/, use: desk },
    {
      name: "mobile",
      grep: /@(mobile|both)\b/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
  ],
});
