// Opening a clinic of one's own on screens, step by step, for journeys that begin with one.
import { expect, type Page } from "@playwright/test";
import { linkIn, mailTo, type Person } from "./people";

const clinicPassword = "two-herons-by-the-water";

export type NewClinic = { name: string; slug: string; street: string; phone: string; mailHost: string; owner: Person };

export async function fillClinic(page: Page, { name, slug, street, phone, mailHost, owner }: NewClinic): Promise<void> {
  await page.getByLabel("Name of the clinic").fill(name);
  await page.getByLabel("Address on the web").fill(slug);
  await page.getByLabel("Where it is").selectOption({ label: "British Columbia" });
  await page.getByLabel("Street address").fill(street);
  await page.getByLabel("Telephone").fill(phone);
  await page.getByLabel("E-mail of the clinic").fill(`hello@${mailHost}`);
  await page.getByLabel(/^Massage therapy/).check();
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Your e-mail").fill(owner.email);
}

/** By the link in the owner's mail; ends at the list of what is left to do. */
export async function joinAsOwner(page: Page, { name, owner }: NewClinic): Promise<void> {
  await page.goto(linkIn(await mailTo(owner.email, new RegExp(`^Join ${name}`))));
  await page
    .getByLabel(/password/i)
    .first()
    .fill(clinicPassword);
  await page.getByRole("button", { name: /Join/ }).click();
  await page.waitForURL(/\/owner\/setup$/);
}

/** Nadia Cole, as typed and not yet added. */
export async function fillTherapist(page: Page): Promise<void> {
  await page.getByRole("link", { name: /^Add who treats/ }).click();
  await page.getByLabel("Discipline").selectOption({ label: "Massage therapy" });
  await page.getByLabel("Full name").fill("Nadia Cole");
  await page.getByLabel("Title").fill("Registered massage therapist");
  await page.getByLabel("College or association").fill("CCHPBC");
  await page.getByLabel("Number").fill("M40012");
  await page.getByLabel("In force from").fill("2019-07-01");
}

/** Nine to five, every day of the week. */
export async function setHours(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Set the hours" }).click();
  for (const dow of [0, 1, 2, 3, 4, 5, 6]) {
    await page.locator(`[name="start-${dow}-0"]`).fill("09:00");
    await page.locator(`[name="end-${dow}-0"]`).fill("17:00");
  }
  await page.getByRole("button", { name: "Save weekly hours" }).click();
  await expect(page.getByText("The weekly hours are saved.")).toBeVisible();
}

export async function namePrivacyOfficer(page: Page, { owner, mailHost }: NewClinic): Promise<void> {
  await page.goto("/owner/keeping#privacy");
  await page.getByLabel("Privacy officer").first().fill(owner.name);
  await page.getByLabel("E-mail or telephone of the privacy officer").fill(`privacy@${mailHost}`);
  await page.getByLabel("Where the records lie").fill("Canada");
  await page.locator("#privacy").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The privacy page shows it now.")).toBeVisible();
}

/** From the page of what is left to do, until patients find it. */
export async function publish(page: Page, { slug }: NewClinic): Promise<void> {
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/is published: patients can book/)).toBeVisible();
  // The directory is kept for five seconds.
  await expect.poll(async () => (await page.goto(`/${slug}`))!.status(), { timeout: 15_000 }).toBe(200);
}
