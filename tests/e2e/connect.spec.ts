// A new clinic connects its own account at Stripe: details missing, restricted, active; then a patient pays online.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { linkIn, mailTo, newPerson, payByCard, walkToCheck, type Person } from "./people";

/** Open, and published with one person at work every day. */
async function openClinic(page: Page, owner: Person, slug: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: /Open your clinic/ }).click();
  await page.getByLabel("Name of the clinic").fill("Inlet Therapy");
  await page.getByLabel("Address on the web").fill(slug);
  await page.getByLabel("Where it is").selectOption({ label: "British Columbia" });
  await page.getByLabel("Street address").fill("4 Inlet Road, Victoria BC");
  await page.getByLabel("Telephone").fill("250 555 0144");
  await page.getByLabel("E-mail of the clinic").fill("hello@inlet.test");
  await page.getByLabel(/^Massage therapy/).check();
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Your e-mail").fill(owner.email);
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await page.goto(linkIn(await mailTo(owner.email, /^Join Inlet Therapy/)));
  await page
    .getByLabel(/password/i)
    .first()
    .fill("two-herons-by-the-water");
  await page.getByRole("button", { name: /Join/ }).click();
  await page.waitForURL(/\/owner\/setup$/);
  await page.getByRole("link", { name: /^Add who treats/ }).click();
  await page.getByLabel("Discipline").selectOption({ label: "Massage therapy" });
  await page.getByLabel("Full name").fill("Nadia Cole");
  await page.getByLabel("Title").fill("Registered massage therapist");
  await page.getByLabel("College or association").fill("CCHPBC");
  await page.getByLabel("Number").fill("M40012");
  await page.getByLabel("In force from").fill("2019-07-01");
  await page.getByRole("button", { name: "Add them" }).click();
  await page.getByRole("link", { name: "Set the hours" }).click();
  for (const dow of [0, 1, 2, 3, 4, 5, 6]) {
    await page.locator(`[name="start-${dow}-0"]`).fill("09:00");
    await page.locator(`[name="end-${dow}-0"]`).fill("17:00");
  }
  await page.getByRole("button", { name: "Save weekly hours" }).click();
  await expect(page.getByText("The weekly hours are saved.")).toBeVisible();
  await page.goto("/owner/keeping#privacy");
  await page.getByLabel("Privacy officer").first().fill(owner.name);
  await page.getByLabel("E-mail or telephone of the privacy officer").fill("privacy@inlet.test");
  await page.getByLabel("Where the records lie").fill("Canada");
  await page.locator("#privacy").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The privacy page shows it now.")).toBeVisible();
  await page.goto("/owner/setup");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/is published: patients can book/)).toBeVisible();
  // The directory is kept for five seconds.
  await expect.poll(async () => (await page.goto(`/${slug}`))!.status(), { timeout: 15_000 }).toBe(200);
}

/** Back from Stripe's page, until its word has come. */
async function becomes(page: Page, title: string): Promise<void> {
  await page.waitForURL(/\/owner\/money\/online/);
  await expect(async () => {
    await page.goto("/owner/money/online?back=1");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

test("a new clinic connects its own account, and is paid online from then on", async ({ page, browser }) => {
  test.setTimeout(150_000);
  const slug = `inlet-${Date.now().toString(36)}`;
  await openClinic(page, newPerson("Rosa Lind"), slug);
  const title = page.getByRole("heading", { level: 1 });
  await page.goto("/owner/money/online");
  await expect(title).toHaveText("Not connected yet");
  await expectAccessible(page);

  // Booking goes on, without the ways to pay by card.
  const patient = await (await browser.newContext()).newPage();
  await walkToCheck(patient, newPerson("Asha Rao"), undefined, slug);
  await expect(patient.getByRole("button", { name: "Book – pay at the clinic" })).toBeVisible();
  await expect(patient.getByRole("button", { name: /now$/ })).toHaveCount(0);

  await page.getByRole("button", { name: "Connect with Stripe" }).click();
  await page.getByRole("button", { name: "Save for later" }).click();
  await expect(title).toHaveText("Stripe waits for your details");
  await expect(page.getByText("The bank account that Stripe pays out to")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Continue at Stripe" }).click();
  await page.getByLabel("Name of the business").fill("Inlet Therapy");
  await page.getByLabel("Who represents it").fill("Rosa Lind");
  await page.getByRole("button", { name: "Submit" }).click();
  await becomes(page, "The account is restricted");
  await expect(page.getByText("The bank account that Stripe pays out to")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Continue at Stripe" }).click();
  await page.getByLabel("Bank account").fill("000123456");
  await page.getByRole("button", { name: "Submit" }).click();
  await becomes(page, "Patients can pay online");
  await expectAccessible(page);

  await patient.reload();
  await patient.getByLabel(/I agree to this/).check();
  await patient.getByRole("button", { name: /^Book – pay .* now$/ }).click();
  await payByCard(patient);
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked", { timeout: 60_000 });
  await expect(patient.getByText("Paid", { exact: true })).toBeVisible();
});
