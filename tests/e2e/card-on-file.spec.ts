// A card on file: kept by its owner after a declined one, refused and then taken for a late cancellation's fee, and forgotten.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { sessionAt, tellStandIn } from "./back-doors";
import { clinicTime, fillNewPatient, linkIn, mailTo, newPerson, signIn } from "./people";

test.describe.configure({ timeout: 180_000 });

async function writeCard(page: Page, number: string): Promise<void> {
  await page.getByLabel(/card number/i).fill(number);
  await page.getByLabel(/expir/i).fill("12 / 34");
  await page.getByLabel(/security|cvc/i).fill("123");
  await page.getByLabel(/name on/i).fill("Noor Haddad");
  await page.getByRole("button", { name: "Save card" }).click();
}

test("is kept after a declined one, refused when charged, replaced, charged, and forgotten", async ({
  page: desk,
  browser,
}) => {
  const person = newPerson("Noor Haddad");
  await signIn(desk, "mina@harbour.test");
  await desk.goto("/desk/book");
  // In three hours: cancelling it costs the fee.
  const soon = clinicTime(new Date(Date.now() + 3 * 3_600_000));
  await desk.locator("summary", { hasText: "Another time, over the calendar" }).click();
  await desk.getByLabel("Book over what is there, on purpose").check();
  await desk.getByLabel("Day", { exact: true }).first().fill(soon.date);
  await desk.getByLabel("Time", { exact: true }).fill(soon.time);
  await desk.getByLabel("Reason").fill("Asked for today");
  await fillNewPatient(desk, person, { email: true });
  await desk.getByLabel("Every answer was no").check();
  await desk.getByRole("button", { name: "Book the visit" }).click();
  await expect(desk.getByText("Booked.", { exact: true })).toBeVisible({ timeout: 40_000 });

  const patient = await (await browser.newContext()).newPage();
  await patient.goto(linkIn(await mailTo(person.email, /^Your appointment at/)));
  const card = patient.getByRole("region", { name: "Card on file" });
  const open = () => card.getByText("Keep a card on file").click();
  await open();
  await card.getByRole("button", { name: "Keep a card", exact: true }).click();
  await expect(patient.getByText("Tick the box if you agree to this.").first()).toBeVisible();
  await expectAccessible(patient);
  await card.getByLabel(/I agree to this/).check();
  await card.getByRole("button", { name: "Keep a card", exact: true }).click();
  // A page whose time is over keeps nothing.
  await patient.getByLabel(/card number/i).waitFor();
  await tellStandIn({ expireSession: sessionAt(patient.url()) });
  await writeCard(patient, "4242 4242 4242 4242");
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("This page has closed");
  await patient.getByRole("link", { name: "Back to the clinic" }).click();
  await open();
  await card.getByLabel(/I agree to this/).check();
  await card.getByRole("button", { name: "Keep a card", exact: true }).dblclick();
  await patient.getByLabel(/card number/i).waitFor();
  const other = await patient.context().newPage();
  await other.goto(patient.url());
  await writeCard(patient, "4000 0000 0000 0002");
  await expect(patient.getByText(/declined/i).first()).toBeVisible();
  await tellStandIn({ webhookCopies: 3 });
  await writeCard(patient, "4000 0000 0000 0341");
  await expect(card.getByText("Visa ending 0341, until 12/2034.")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(patient);
  // Saved in a second tab and told three times, it is the one card.
  await writeCard(other, "4242 4242 4242 4242");
  await expect(other.getByText("Visa ending 0341, until 12/2034.")).toBeVisible();
  await tellStandIn({ webhookCopies: 1 });
  const booking = patient.url();

  await patient.locator("summary", { hasText: "Cancel – costs $50.00" }).click();
  await patient.getByRole("button", { name: "Yes, cancel and pay $50.00" }).click();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await desk.reload();
  await desk.getByRole("region", { name: "Payment" }).getByRole("link", { name: "Missed visit fee" }).click();
  await expect(desk.getByText("Visa ending 0341, until 12/2034")).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("button", { name: /^Charge \$[\d.]+ to it$/ }).click();
  await expect(desk.getByText(/^The card was declined, and nothing was charged\./).first()).toBeVisible();

  // A card whose bank asks the patient each time cannot be charged while they are away; the next one can.
  for (const [number, ends] of [
    ["4000 0027 6000 3184", "3184"],
    ["4242 4242 4242 4242", "4242"],
  ] as const) {
    await patient.goto(booking);
    await card.getByRole("button", { name: "Forget this card" }).click();
    await open();
    await card.getByLabel(/I agree to this/).check();
    await card.getByRole("button", { name: "Keep a card", exact: true }).click();
    await writeCard(patient, number);
    if (ends === "3184") await patient.getByRole("button", { name: "Approve" }).click();
    await expect(card.getByText(`Visa ending ${ends}, until 12/2034.`)).toBeVisible({ timeout: 60_000 });
    await desk.reload();
    await desk.getByRole("button", { name: /^Charge \$[\d.]+ to it$/ }).click();
    if (ends === "3184")
      await expect(desk.getByText(/^The patient’s bank wants to ask them first/).first()).toBeVisible();
  }
  await expect(desk.getByText("Charged to the card on file.")).toBeVisible();
  await expect(desk.getByRole("list", { name: "Payments that cover it" }).getByText("Card online")).toBeVisible();
  await patient.goto(booking);
  await card.getByRole("button", { name: "Forget this card" }).click();
  await expect(card.getByText(/^Visa ending/)).toBeHidden();
});
