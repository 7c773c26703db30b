// The owner opens on who has nothing booked, calls, looks behind a figure, and books a next visit.
import { expect, test } from "@playwright/test";
import { signIn } from "./people";

test("logs a call, opens the people of a figure, and books the next visit of a plan", async ({ page }) => {
  await signIn(page, "ruth@harbour.test");
  await page.getByRole("link", { name: "Owner" }).click();
  // One sentence, and the people it is about.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/\d+ .*\.$/);
  const list = page.getByRole("list", { name: "Active plan, nothing booked" });
  const line = list
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /^Book for / }) })
    .nth(Math.floor(Math.random() * 3));
  const name = (await line.getByRole("link", { name: /^Book for / }).textContent())!.replace(/^Book for /, "");
  const plan = (await line.getByRole("link", { name: /^Book for / }).getAttribute("href"))!;

  const note = `Asked for mornings ${Date.now().toString(36)}`;
  await line.locator("summary").click();
  await line.getByRole("textbox").fill(note);
  await line.getByRole("button", { name: "Spoke" }).click();
  await expect(list.getByText(note)).toBeVisible();

  await page.getByRole("link", { name: "Visits attended" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/visits? that (was|were) due did not take place/);
  const people = page.getByRole("list", { name: "People" }).getByRole("listitem");
  expect(await people.count()).toBeGreaterThan(0);
  await page.getByRole("navigation", { name: "Owner" }).getByRole("link", { name: "Overview" }).click();

  await list.locator(`a[href="${plan}"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Plan for ${name}`);
  await page.getByRole("list", { name: "Visits without a time" }).getByRole("link").first().click();
  await page
    .getByRole("button", { name: /^Move to / })
    .first()
    .click();
  await expect(page.getByText("The visit is booked at its new time.")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("list", { name: "Visits to come" }).getByRole("listitem")).toHaveCount(1);

  await page.getByRole("link", { name: "Owner" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/\d+ .*\.$/);
  await expect(list.locator(`a[href="${plan}"]`)).toHaveCount(0);
});

test("looks ahead, at what plans lead to, and at one payer's plans, and saves each as a file", async ({ page }) => {
  await signIn(page, "ruth@harbour.test");
  await page.goto("/owner");
  const main = page.getByRole("main");
  const save = async (link: string, name: RegExp) => {
    const saved = page.waitForEvent("download");
    await main.getByRole("link", { name: link }).first().click();
    expect((await saved).suggestedFilename()).toMatch(name);
  };
  await save("Download as CSV", /^figures-.+\.csv$/);
  await page.getByRole("link", { name: "Template, payer" }).click();
  await page.getByLabel("Payer").selectOption("ICBC");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/payer=icbc/);
  await expect(page.getByLabel("Payer")).toHaveValue("icbc");

  await page.getByRole("link", { name: "The weeks ahead" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/planned until|is at risk$/);
  await page.goto("/owner/ahead");
  await expect(page.getByRole("heading", { name: "Hours booked ahead" })).toBeVisible();
  await expect(page.getByText(/% of the next four weeks is booked/)).toBeVisible();
  await save("Download as CSV", /^at-risk-.+\.csv$/);

  await page.goto("/owner/outcomes");
  await expect(page.getByRole("heading", { name: "Does pain become less?" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "How far do plans come?" })).toBeVisible();
  await save("Download as CSV", /^outcomes-.+\.csv$/);

  await page.goto("/owner/retention");
  await expect(page.getByRole("heading", { name: "What if everybody left with the next visit booked?" })).toBeVisible();
});

test("stops the weekly mail and asks for it again", async ({ page }) => {
  await signIn(page, "ruth@harbour.test");
  await page.goto("/account#week");
  await page.getByRole("button", { name: "Stop the weekly mail" }).click();
  await expect(page.getByText("You get it no longer.")).toBeVisible();
  await page.getByRole("button", { name: "Send me the weekly mail" }).click();
  await expect(page.getByText("You get it on Mondays.")).toBeVisible();
});

test("turns away whoever is not an owner or a manager, kindly", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  await page.goto("/owner");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is for owners and managers");
});
