// A card reader at the desk: registered by the owner, a card that is declined, another that pays, one that is off, and one that is stopped.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, timesCharged } from "./back-doors";
import { bookByPhone, newPerson, signIn } from "./people";

/** The reader's own screen, in another tab. */
async function readerScreen(page: Page, label: string): Promise<Page> {
  const [row] = await atDatabase((sql) => sql`select stripe_reader_id as id from card_readers where label = ${label}`);
  const screen = await page.context().newPage();
  await screen.goto(`${process.env["STRIPE_STAND_IN_URL"]}/reader/${String(row!["id"])}`);
  return screen;
}

async function askOnReader(page: Page, label: string, amount: string): Promise<void> {
  const money = page.getByRole("region", { name: "Money" });
  await money.locator("summary", { hasText: /^Take payment$/ }).click();
  await money.getByLabel("Amount", { exact: true }).fill(amount);
  await money.getByRole("radio", { name: `Card on “${label}”` }).check();
  // Pressed twice, it is one payment on one reader.
  await money.getByRole("button", { name: "Record payment" }).dblclick();
}

test("a card pays on the reader at the desk", async ({ page }) => {
  test.setTimeout(150_000);
  const label = `Desk ${Date.now().toString(36)}`;
  await signIn(page, "ruth@harbour.test");
  await page.goto("/owner/money/online");
  await page.locator("summary", { hasText: "Register a reader" }).click();
  await page.getByLabel("Code on the reader").fill("no-such-code");
  await page.getByLabel("What the desk calls it").fill(label);
  await page.getByLabel("Street and number").fill("12 Quay Street");
  await page.getByLabel("Town").fill("Victoria");
  await page.getByLabel("Province or state").fill("BC");
  await page.getByLabel("Postal code").fill("V8V 1A1");
  await page.getByRole("button", { name: "Register the reader" }).click();
  await expect(page.getByText("No reader shows this code.").first()).toBeVisible();
  await page.getByLabel("Code on the reader").fill("simulated-wpe");
  await page.getByRole("button", { name: "Register the reader" }).click();
  await expect(page.getByText("The reader is registered.")).toBeVisible();
  await expectAccessible(page);

  const person = newPerson("Nadia Okafor");
  await bookByPhone(page, person, { email: false });
  await page.getByRole("link", { name: person.name }).first().click();
  await page.waitForURL(/\/desk\/patients\//);
  const patientPage = page.url();
  await askOnReader(page, label, "60.00");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("$60.00 by card");
  await expect(page.getByText(`“${label}” shows $60.00.`)).toBeVisible();
  await expectAccessible(page);
  const checkoutId = page.url().split("/").at(-1)!;

  const screen = await readerScreen(page, label);
  await screen.getByRole("button", { name: "4000 0000 0000 0002" }).click();
  await page.bringToFront();
  await expect(page.getByText("The card was declined.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show it on the reader again" }).click();
  await expect(page.getByText(`“${label}” shows $60.00.`)).toBeVisible();
  await screen.reload();
  await screen.getByRole("button", { name: "4242 4242 4242 4242" }).click();
  await expect(screen.getByText("Approved. Thank you.")).toBeVisible();
  await page.bringToFront();
  await expect(page.getByText("$60.00 is paid.")).toBeVisible();
  expect(await timesCharged(checkoutId)).toBe(1);

  // Off: said at once, with what was typed still there; on again, and stopped at the desk.
  await screen.getByRole("button", { name: "Switch it off" }).click();
  await page.bringToFront();
  await page.goto(patientPage);
  await askOnReader(page, label, "25.00");
  await expect(page.getByRole("heading", { name: `${label} does not answer.` })).toBeVisible();
  await screen.getByRole("button", { name: "Switch it on" }).click();
  await page.bringToFront();
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("$25.00 by card");
  await page.getByRole("button", { name: "Stop, and take it another way" }).click();
  await expect(page.getByText("This payment was stopped, and nothing was paid.")).toBeVisible();
  await screen.reload();
  await expect(screen.getByText("Welcome.")).toBeVisible();

  await page.goto("/owner/money/online");
  await page.getByRole("button", { name: `Remove “${label}”` }).click();
  await expect(page.getByRole("button", { name: `Remove “${label}”` })).toHaveCount(0);
});
