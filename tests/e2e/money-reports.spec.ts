// The owner closes a day, sees who owes, agrees on a pay-out, and takes the ledger along for bookkeeping.
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { signIn } from "./people";

const cents = (text: string) =>
  Math.round(Number(text.replaceAll(/[^\d.]/g, "")) * 100) * (text.includes("−") ? -1 : 1);

/** The page of the month before has other figures under the same heading. */
async function lastMonth(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Last month" }).click();
  await page.waitForURL(/from=/);
}

test("closes a day, sees who owes, agrees on a pay-out, and saves the ledger", async ({ page }) => {
  await signIn(page, "ruth@harbour.test");
  await page.getByRole("link", { name: "Owner" }).click();
  await page.getByRole("navigation", { name: "Owner" }).getByRole("link", { name: "Money" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/received/);
  // A place of another clinic, or of none.
  for (const id of ["019ac3a0-0000-7000-8000-000000000001", "019ac3a0-0000-0000-0000-000000000001"])
    expect((await page.request.get(`/owner/money?place=${id}`)).status()).toBe(404);

  // Back to a day on which money came in; it adds up as it stands there.
  for (let back = 0; back < 5; back++) {
    const day = (await page.getByRole("link", { name: "The day before" }).getAttribute("href"))!;
    await page.getByRole("link", { name: "The day before" }).click();
    await page.waitForURL(`**${day}`);
    if ((await page.getByRole("heading", { level: 1 }).textContent())?.startsWith("$")) break;
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\$.* received/);
  for (const name of ["From opening to closing credit", "From what was owed to what is owed"]) {
    const lines = await page.getByRole("table", { name }).getByRole("row").allInnerTexts();
    const amounts = lines.slice(1).map((line) => cents(line.split("\t").at(-1)!));
    const closing = amounts.pop()!;
    expect(amounts.reduce((sum, minor) => sum + minor, 0)).toBe(closing);
  }
  const methods = page.getByRole("table", { name: "By the way it was paid" });
  const received = (await methods.getByRole("row").allInnerTexts()).map((line) => cents(line.split("\t")[1]!));
  expect(received.slice(1, -1).reduce((sum, minor) => sum + minor, 0)).toBe(received.at(-1));

  const tabs = page.getByRole("navigation", { name: "Money" });
  await tabs.getByRole("link", { name: "Who owes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/is owed by \d+ patients, .* by insurers$/);
  await page.getByLabel("As of").fill("2020-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("Nothing is owed")).toBeVisible();

  await tabs.getByRole("link", { name: "Pay-outs" }).click();
  await page.waitForURL("**/owner/money/payouts");
  await lastMonth(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/is due to \d+ practitioners$/);
  const table = page.getByRole("table", { name: "By practitioner and supplier" });
  await expect(table.getByText("Not known")).toBeVisible();
  await table.getByRole("link", { name: /^No rate entered/ }).click();
  await expect(page.getByText("No rate is entered yet.")).toBeVisible();
  await page.locator("summary", { hasText: "Enter a rate" }).click();
  const form = page.locator("form", { has: page.getByLabel("Reckoned as") });
  await form.getByLabel("How much").fill("120");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Enter a share up to 100, like 60 or 62.5.").first()).toBeVisible();
  await form.getByLabel("How much").fill("62.5");
  await form.getByLabel("For visits from").fill("2020-01-01");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("62.5 % of fees")).toBeVisible();
  await page.getByRole("navigation", { name: "Owner" }).getByRole("link", { name: "Money" }).click();
  await tabs.getByRole("link", { name: "Pay-outs" }).click();
  await page.waitForURL("**/owner/money/payouts");
  await lastMonth(page);
  await expect(table.getByText("62.5 % of fees")).toBeVisible();
  await expect(table.getByText("Not known")).toHaveCount(0);

  await tabs.getByRole("link", { name: "Bookkeeping" }).click();
  await page.waitForURL("**/owner/money/ledger");
  await lastMonth(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/in debit, the same in credit$/);
  await expect(page.getByRole("link", { name: "Download the lines as CSV" })).toHaveAttribute(
    "href",
    /from=\d{4}-\d\d-01&to=\d{4}-\d\d-(28|29|30|31)$/,
  );
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the lines as CSV" }).click();
  const file = readFileSync(await (await saving).path(), "utf8");
  const [head, ...lines] = file.replace("\ufeff", "").trimEnd().split("\r\n");
  expect(head).toBe('"date","account","debit","credit","kind","reference"');
  expect(lines.length).toBeGreaterThan(100);
  const sum = (column: number) => lines.reduce((total, line) => total + cents(line.split(",")[column]!), 0);
  expect(sum(2)).toBe(sum(3));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    `$${(sum(2) / 100).toLocaleString("en-CA", { minimumFractionDigits: 2 })}`,
  );
});

test("says what will stand there where nothing has happened yet", async ({ page }) => {
  await signIn(page, "grace@lakeside.test");
  const period = "from=2020-01-01&to=2020-01-31";
  for (const [path, title] of [
    ["?day=2020-01-01", "No money yet"],
    ["/owing?asOf=2020-01-01", "Nothing is owed"],
    [`/payouts?${period}`, "No visit was given in this time"],
    [`/ledger?${period}`, "Nothing was booked in this time"],
  ] as const) {
    await page.goto(`/owner/money${path}`);
    await expect(page.getByText(title)).toBeVisible();
    await expectAccessible(page);
  }
  // What makes no sense in an address is left out.
  await page.goto("/owner/money/payouts?from=2026-02-31&to=tomorrow");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect((await page.request.get("/api/owner/ledger?from=2026-02-31&to=tomorrow")).status()).toBe(422);
});

test("is usable on a phone and on a desk screen, and prints", async ({ page }) => {
  await signIn(page, "omar@harbour.test");
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const path of ["", "/owing", "/payouts", "/ledger"]) {
      await page.goto(`/owner/money${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  }
  await page.emulateMedia({ media: "print" });
  await page.goto("/owner/money");
  await expect(page.getByRole("heading", { level: 2, name: "Charged" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Money" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});

test("is for owners and managers", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  for (const path of ["", "/owing", "/payouts", "/ledger"]) {
    await page.goto(`/owner/money${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is for owners and managers");
  }
  expect((await page.request.get("/api/owner/ledger?from=2026-11-01&to=2026-11-02")).status()).toBe(403);
});
