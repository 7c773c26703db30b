// A draft plan at the desk: what fits is told while its form is filled in, and wishes are kept when it is laid anew.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people.ts";

/** A draft of the demo patients, with its form open; what is saved to one must not be read by a test beside it. */
async function openDraft(page: Page, which: "to save" | "to look at"): Promise<void> {
  await signIn(page, "mei-lin@harbour.test");
  await page.goto("/desk/plans?status=draft");
  const drafts = page.locator("main a[href^='/desk/plans/0']");
  await (which === "to save" ? drafts.last() : drafts.first()).click();
  await expect(page.getByRole("heading", { name: "Adjust" })).toBeVisible();
  await openForm(page);
}

async function openForm(page: Page): Promise<void> {
  const save = page.getByRole("button", { name: "Lay the course anew" });
  if (!(await save.isVisible())) await page.getByText("Phases, people, start, wishes").click();
  await expect(save).toBeVisible();
}

const told = (page: Page) => page.getByRole("status", { name: "How much fits" });
const firstCount = (page: Page) => page.getByRole("spinbutton", { name: /visits$/ }).first();

/** "11 of 12 fit with Priya, all 12 with the team." → the most that fits, and how many are asked for. */
function numbersOf(line: string): { most: number; asked: number } {
  const all = /All (\d+) fit/.exec(line)?.[1];
  if (all) return { most: Number(all), asked: Number(all) };
  const [, one = "", asked = ""] = /(\d+) of (\d+) fit/.exec(line) ?? [];
  const team = /(\d+) with the team/.exec(line)?.[1];
  return { most: Number(team ?? one), asked: Number(asked) };
}

test("what fits is told while typing, and is what the course then has", async ({ page }) => {
  await openDraft(page, "to save");
  await expect(told(page)).toContainText(/fits?\b/);
  const count = Number(await firstCount(page).inputValue());
  for (const change of [2, 0]) {
    const before = await told(page).innerText();
    await firstCount(page).fill(String(count + change));
    await expect(told(page)).not.toHaveText(before, { useInnerText: true });
    const { most, asked } = numbersOf(await told(page).innerText());
    await page.getByLabel("Why more than the template gives").fill("Two more were agreed with the patient");
    await page.getByRole("button", { name: "Lay the course anew" }).click();
    await expect(page.getByText(`${most} of ${asked}`, { exact: true })).toBeVisible();
    await openForm(page);
  }
});

test("the line is readable and in nobody's way, at a desk and on a telephone @both", async ({ page }) => {
  await openDraft(page, "to look at");
  await expect(told(page)).toContainText(/fits?\b/);
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  // Tabbed to, every field stays above the line at the foot of the window.
  await firstCount(page).focus();
  for (let turn = 0; turn < 40; turn++) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const field = document.activeElement;
      const line = document.querySelector("[aria-label='How much fits']");
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !line) return false;
      return field.getBoundingClientRect().bottom > line.getBoundingClientRect().top + 1;
    });
    expect(hidden).toBe(false);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test("choosing a template tells what fits before anything is drafted, and again for another start", async ({
  page,
}) => {
  await openDraft(page, "to look at");
  await page.locator("main a[href^='/desk/patients/']").first().click();
  await page.locator("a[href*='/choose?assessment=']").first().click();
  await expect(told(page)).toContainText(/fits?\b/);
  const late = new Date(Date.now() + 175 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("From", { exact: true }).fill(late);
  await expect(told(page)).toContainText("behind the last day that can be booked");
  await page.getByLabel("From", { exact: true }).fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
  await expect(told(page)).not.toContainText("behind the last day");
  await expect(told(page)).toContainText(/fits?\b/);
});

test("numbers that make no sense are said beside the form, and a silent network can be asked again", async ({
  page,
}) => {
  await openDraft(page, "to look at");
  const most = page.getByRole("spinbutton", { name: /at most$/ }).first();
  const days = await most.inputValue();
  await most.fill("0");
  await expect(told(page)).toContainText("The gap aimed at lies between");
  await page.route("**/capacity", (route) => route.abort());
  await most.fill(String(Number(days) + 1));
  await expect(told(page)).toContainText("could not be read");
  await page.unroute("**/capacity");
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(told(page)).toContainText(/fits?\b/);
});

/** Hours and dates of the visits as the page lists them. */
async function visitsOf(page: Page): Promise<string[]> {
  const lines = await page.locator("#visits li .figures").allInnerTexts();
  return lines.filter((line) => /\d:\d\d/.test(line));
}

test("wishes are kept: hours and absences always, and they can be taken back", async ({ page }) => {
  await openDraft(page, "to save");
  const [before, after] = [page.getByLabel("Never before"), page.getByLabel("Always over by")];
  const [from, until] = [page.getByLabel("Away from", { exact: true }), page.getByLabel("Until").first()];
  const start = await page.getByLabel("From", { exact: true }).inputValue();
  const day = (days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
  await before.selectOption({ label: "10:00 am" });
  await after.selectOption({ label: "4:00 pm" });
  await from.fill(day(9));
  await until.fill(day(16));
  await page.getByRole("button", { name: "Lay the course anew" }).click();
  await expect(page.getByText("The course is laid anew.")).toBeVisible();
  const said = (days: number) =>
    new Intl.DateTimeFormat("en-CA", { month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(day(days)));
  const absent = Array.from({ length: 8 }, (_, index) => said(9 + index));
  const visits = await visitsOf(page);
  expect(visits.length).toBeGreaterThan(2);
  for (const visit of visits) {
    const [, hour = "", half = ""] = /(\d+):\d\d\s*([ap])/.exec(visit.replaceAll("\u202f", " ")) ?? [];
    const began = (Number(hour) % 12) + (half === "p" ? 12 : 0);
    expect(began).toBeGreaterThanOrEqual(10);
    expect(began).toBeLessThan(16);
    expect(absent.filter((date) => visit.includes(`${date},`))).toEqual([]);
  }
  await openForm(page);
  await expect(before).toHaveValue("600");
  await expect(from).toHaveValue(day(9));
  await before.selectOption("");
  await after.selectOption("");
  await from.fill("");
  await until.fill("");
  await page.getByRole("button", { name: "Lay the course anew" }).click();
  await expect(before).toHaveValue("");
  await expect(from).toHaveValue("");
});
