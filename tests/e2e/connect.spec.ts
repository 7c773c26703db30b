// A new clinic connects its own account at Stripe: details missing, restricted, active; then a patient pays online.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import {
  fillClinic,
  fillTherapist,
  joinAsOwner,
  namePrivacyOfficer,
  publish,
  setHours,
  type NewClinic,
} from "./new-clinic";
import { newPerson, payByCard, walkToCheck } from "./people";

/** Open, and published with one person at work every day. */
async function openClinic(page: Page, clinic: NewClinic): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: /Open your clinic/ }).click();
  await fillClinic(page, clinic);
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await joinAsOwner(page, clinic);
  await fillTherapist(page);
  await page.getByRole("button", { name: "Add them" }).click();
  await setHours(page);
  await namePrivacyOfficer(page, clinic);
  await page.goto("/owner/setup");
  await publish(page, clinic);
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
  await openClinic(page, {
    name: "Inlet Therapy",
    slug,
    street: "4 Inlet Road, Victoria BC",
    phone: "250 555 0144",
    mailHost: "inlet.test",
    owner: newPerson("Rosa Lind"),
  });
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
