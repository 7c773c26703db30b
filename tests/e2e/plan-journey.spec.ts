// A course of physiotherapy and massage from the examination to the last visit: offered, accepted, paid, moved and stopped.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { acceptCourse, draftWhiplashPlan, openOwnPlan } from "./courses";
import { bookByPhone, linkIn, mailTo, newPerson, payByCard, signIn } from "./people";

test.describe.configure({ timeout: 300_000 });

test("two disciplines, from the examination to a paid course, moved once and then stopped", async ({
  page,
  browser,
}) => {
  const person = newPerson("Asha Raman");
  await signIn(page, "tom@harbour.test");
  await bookByPhone(page, person, { practitioner: "Tom Okafor" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const deskPlan = page.url().split("?")[0]!;

  const offer = await mailTo(person.email, /^Something to look at from/);
  expect(offer.text.replaceAll(/https?:\S+/g, "")).not.toMatch(/plan|whiplash|physio|massage/i);

  // The patient's own telephone or computer: nothing of the desk's session is there.
  const own = await browser.newContext({ locale: "en-CA", timezoneId: "America/Halifax" });
  const patient = await own.newPage();
  try {
    await openOwnPlan(patient, linkIn(offer), person);
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your plan");
    await expect(patient.locator("figure")).toBeVisible();
    await expect(patient.getByRole("list", { name: "Visits of the plan" }).getByRole("listitem")).toHaveCount(21);
    await expect(patient.getByText("You pay in all")).toBeVisible();

    // One visit at another time, before anything is booked.
    const offered = patient.getByRole("list", { name: "Visits of the plan" }).getByRole("listitem");
    await offered.last().getByRole("link").click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Other times for this visit");
    await patient.getByRole("radio").last().check();
    await patient.getByRole("button", { name: "Use this time" }).click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your plan");
    await expect(offered).toHaveCount(21);

    // Without a signature nothing happens, and the page says what is missing.
    await patient.getByRole("button", { name: "Accept and book 21 visits" }).click();
    await expect(patient.getByText("Write your full name to sign.").first()).toBeVisible();
    const payment = patient.getByLabel(/card number/i);
    await acceptCourse(patient, /^Pay a deposit now/, person.name, () => payment.isVisible());
    await payByCard(patient);
    await expect(patient.getByText("21 visits are booked. We have sent you all dates.")).toBeVisible({
      timeout: 90_000,
    });
    const dates = await mailTo(person.email, /^Your appointments at [^]*(?<!cancelled)$/);
    expect(dates.text).toContain("21 appointments are booked.");

    // What was paid can be seen at once, and as the year's list.
    await patient.getByRole("link", { name: "Payments and receipts" }).click();
    await expect(patient.getByRole("list", { name: "Paid and given back" }).getByText("Card online")).toBeVisible();
    await expectAccessible(patient);
    await patient.getByRole("link", { name: /^What you paid in 20/ }).click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText(/^What you paid in 20/);
    await expectAccessible(patient);
    await patient.getByRole("link", { name: "Your payments" }).click();
    await patient.getByRole("link", { name: "Your plan" }).click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your plan");

    // One visit moves inside its window.
    const visits = patient.getByRole("list", { name: "Visits to come" }).getByRole("listitem");
    await expect(visits).toHaveCount(21);
    await visits.last().getByRole("link").click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Move this visit");
    await patient.getByRole("group", { name: "Times that fit" }).getByRole("radio").last().check();
    await patient.getByRole("button", { name: "Move the visit" }).click();
    await expect(patient.getByText("The visit has moved.")).toBeVisible();

    // Stopping cancels what is to come, and what was paid and not used goes back.
    await patient.locator("summary", { hasText: "Stop this plan" }).click();
    await patient.getByRole("button", { name: "Yes, stop and cancel 21 visits" }).click();
    await expect(patient.getByText(/^The plan is stopped, and the visits to come are cancelled/)).toBeVisible({
      timeout: 60_000,
    });
    await mailTo(person.email, /^Your appointments at .* are cancelled$/);
  } finally {
    await own.close();
  }

  await page.goto(deskPlan);
  await expect(page.getByText("Nothing is booked.")).toBeVisible();
  await page.getByRole("link", { name: person.name }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("Refunded, card online", { exact: true }).count();
      },
      { timeout: 40_000 },
    )
    .toBeGreaterThan(0);
});

test("accepted at the clinic's screen and paid at the clinic, a visit moved at the desk", async ({ page }) => {
  const person = newPerson("Malik Osei");
  await signIn(page, "priya@harbour.test");
  await bookByPhone(page, person, { practitioner: "Priya Nair" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const booked = page.getByText("Accepted. All visits are booked.");
  await acceptCourse(page, /^At the clinic, visit by visit/, person.name, () => booked.isVisible());
  await mailTo(person.email, /^Your appointments at/);

  const visits = page.getByRole("list", { name: "Visits to come" }).getByRole("listitem");
  await expect(visits).toHaveCount(21);
  await visits.last().getByRole("link").click();
  await page
    .getByRole("button", { name: /^Move to / })
    .last()
    .click();
  await expect(page.getByText("The visit is booked at its new time.")).toBeVisible();

  await page.locator("summary", { hasText: "Stop this plan" }).click();
  await page.getByLabel("How does it end?").selectOption({ label: "The patient wants to stop" });
  await page.getByRole("button", { name: "Stop the plan and cancel what is to come" }).click();
  await expect(page.getByText("The plan is stopped; 21 visits are cancelled.")).toBeVisible({ timeout: 60_000 });
});
