// A guest books an assessment: with and without JavaScript, paying at the clinic or online, then moves and cancels by the mail's link.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { chooseTime, linkIn, mailTo, newPerson, payByCard, walkToCheck } from "./people";

test("books, moves and cancels with the manage link @both", async ({ page }) => {
  const person = newPerson("Asha Rao");
  await walkToCheck(page, person);
  await expect(page.getByText("Vancouver time").first()).toBeVisible();
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");

  const mail = await mailTo(person.email, /^Your appointment at/);
  expect(mail.text).not.toMatch(/PST|PDT|assessment|plan/i);
  await page.goto(linkIn(mail));
  await page.getByRole("link", { name: "Move it to another time" }).click();
  await page.locator('details[open] button[name="start"]').last().click();
  await expect(page.getByText("Your visit has moved.")).toBeVisible();
  await mailTo(person.email, /^Your new time/);

  await page.getByText("Cancel this visit").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await mailTo(person.email, /is cancelled$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("books, with a consent forgotten at first, and cancels on the booking's own page @both", async ({ page }) => {
    const person = newPerson("Wei Chen");
    await walkToCheck(page, person);
    await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
    await expect(page.getByText("Please agree before we book.").first()).toBeVisible();
    await page.getByLabel("I agree to this").check();
    await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
    await mailTo(person.email, /^Your appointment at/);
    await page.locator("summary", { hasText: "Cancel this visit" }).click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  });
});

test("keeps the time when the card is declined, then pays and is refunded on cancelling in time", async ({ page }) => {
  const person = newPerson("Sofia Marin");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay \$/ }).click();
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked", { timeout: 60_000 });
  await expect(page.getByText("Paid", { exact: true })).toBeVisible();
  await page.getByText("Cancel this visit").click();
  await page.getByRole("button", { name: /^Yes, cancel and refund \$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText(/refunded/).count();
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
});

test("pays a deposit, and the rest at the visit", async ({ page }) => {
  const person = newPerson("Rosa Lind");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay a deposit of \$/ }).click();
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked", { timeout: 60_000 });
  await expect(page.getByText("To pay at the visit")).toBeVisible();
  await expectAccessible(page);
});

test("keeps what was typed after a mistake and links the error to its field", async ({ page }) => {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await page.getByLabel("Full name of the person who comes").fill("Priya Test");
  await page.getByRole("button", { name: "Continue to health questions" }).click();
  await expect(page.getByRole("alert", { name: "Please look at this again" })).toBeVisible();
  await expect(page.getByLabel("Full name of the person who comes")).toHaveValue("Priya Test");
});

test("a slot that has gone is answered with the nearest ones", async ({ page, request }) => {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  const service = /book\/([0-9a-f-]+)/.exec(page.url())![1];
  const wanted = page.locator('details[open] button[name="start"]').last();
  const start = await wanted.getAttribute("value");
  // Others take that start with everybody who offers it.
  for (let taken = 201; taken === 201;)
    taken = (await request.post("/api/v1/clinics/harbour/holds", { data: { service, start } })).status();
  await wanted.click();
  await expect(page.getByText("That time has just gone.")).toBeVisible();
  await expect(page.locator('form button[name="start"]').first()).toBeVisible();
});

test("unknown clinic, service and token are calm 404s", async ({ page }) => {
  for (const path of ["/nowhere", "/harbour/book/not-a-service", "/harbour/booking/forged"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("patient pages have no accessibility violations @both", async ({ page }) => {
  const person = newPerson("Omar Haddad");
  await page.goto("/harbour");
  await expectAccessible(page);
  await walkToCheck(page, person);
  await expectAccessible(page);
});
