// A morning at the front desk: the telephone, a walk-in who pays in cash, a visit moved and given up, an afternoon blocked.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { bookByPhone, clinicTime, fillNewPatient, newPerson, signIn, walkInNow } from "./people";

test.describe.configure({ timeout: 240_000 });

test.beforeEach(async ({ page }) => signIn(page, "mina@harbour.test"));

/** Presses another free time on the page of moving a visit. */
async function moveElsewhere(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Move", exact: true }).click();
  const times = page.getByRole("button", { name: /^Move to / });
  await expect(times.first()).toBeVisible();
  await times.last().click();
  await expect(page.getByText(/^Moved\./)).toBeVisible({ timeout: 40_000 });
}

test("books by phone without an e-mail, moves the visit and cancels it", async ({ page }) => {
  const person = newPerson("Edith Sandoval");
  await bookByPhone(page, person, { email: false });
  await expect(
    page
      .getByText(/no e-mail/i)
      .or(page.getByText("604", { exact: false }))
      .first(),
  ).toBeVisible();
  await moveElsewhere(page);
  await expect(page.getByText("Moved. The patient has no e-mail: tell them the new time.")).toBeVisible();
  await page.locator("summary", { hasText: /^Cancel$/ }).click();
  await page.getByLabel("The clinic", { exact: true }).check();
  await page.getByRole("textbox", { name: /^Reason/ }).fill("Her bus does not run that day");
  await page.getByRole("button", { name: "Cancel this visit" }).click();
  await expect(page.getByText(/^Cancelled, given up by the clinic/)).toBeVisible();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
});

test("hears a warning sign on the phone, says what to say, and books nothing", async ({ page }) => {
  const person = newPerson("Bram Visser");
  await page.goto("/desk/book");
  await page.locator('input[name="start"]').last().check();
  await fillNewPatient(page, person, { email: false });
  await page.getByLabel("Some answers differ – noted below").check();
  await page.locator("summary", { hasText: /^Show the \d+ questions/ }).click();
  for (const question of await page.locator("#health details fieldset, section:has(#health) details fieldset").all())
    await question.getByLabel("No", { exact: true }).check();
  await page
    .getByRole("group", { name: /sudden, severe headache/ })
    .getByLabel("Yes", { exact: true })
    .check();
  await page.getByRole("button", { name: "Book the visit" }).click();
  await expect(page.getByText("Say to the patient: Get emergency care now")).toBeVisible();
  await expect(page.getByText("Booked.", { exact: true })).toBeHidden();
});

test("takes a walk-in, notes the arrival and the visit, and gives a receipt for cash", async ({ page }) => {
  const person = newPerson("Ines Duarte");
  await page.goto("/desk/book");
  await walkInNow(page);
  await fillNewPatient(page, person, { email: false });
  await page.getByLabel("Every answer was no").check();
  await page.getByLabel("Walked in").check();
  await page.getByRole("button", { name: "Book the visit" }).click();
  await expect(page.getByText("Booked.", { exact: true })).toBeVisible({ timeout: 40_000 });

  await page.getByRole("button", { name: "Arrived", exact: true }).click();
  await page.getByRole("button", { name: "Done – the visit took place" }).click();
  await expect(page.getByText("owed for this visit")).toBeVisible();
  await page.getByLabel("Cash").check();
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByText("The payment is recorded.")).toBeVisible();
  await page.getByRole("button", { name: "Issue receipt" }).click();

  // What an insurer asks of a receipt.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Official receipt");
  const receipt = page.getByRole("article");
  for (const field of [
    /^No\. .+, issued /,
    person.name,
    /\d+ minutes/,
    /, registration /,
    "Cash",
    "Total to the patient",
  ])
    await expect(receipt.getByText(field).first()).toBeVisible();
  for (const term of ["Patient", "Date of service", "Service", "Provided by", "Place"])
    await expect(receipt.getByText(term, { exact: true })).toBeVisible();
  await expect(receipt.getByRole("row", { name: /Still to pay/ })).toContainText("$0.00");
  await expect(receipt.getByText("DUPLICATE")).toBeHidden();
  const total = await receipt.getByRole("row", { name: /Total to the patient/ }).innerText();

  // Half is taken off again and handed back, and the receipt is made anew.
  await page.goBack();
  await page.getByRole("region", { name: "Payment" }).getByRole("link", { name: "Visit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Charge of /);
  await expectAccessible(page);
  await page.getByLabel("Amount to take off").fill("10000.00");
  await page.getByLabel("Reason for taking it off").fill("Cut short by a fire alarm");
  await page.getByLabel("Cash").check();
  await page.getByRole("button", { name: "Take it off" }).click();
  await expect(page.getByText("Less than that is left of this charge.").first()).toBeVisible();
  await page.getByLabel("Amount to take off").fill("20.00");
  await page.getByRole("button", { name: "Take it off" }).click();
  await expect(page.getByText("Taken off.", { exact: true })).toBeVisible();
  await expect(page.getByText("Cut short by a fire alarm")).toBeVisible();
  await page.getByRole("list", { name: "Receipts of this charge" }).getByRole("link").click();
  await page.getByText("Something on it is wrong").click();
  await page.getByLabel("What is wrong with it?").fill("20 dollars were given back");
  await page.getByRole("button", { name: "Void it and issue a new one" }).click();
  await expect(receipt.getByText(/takes the place of No\. \d+, which is void/)).toBeVisible();
  await expect(receipt.getByRole("row", { name: /Total to the patient/ })).not.toHaveText(total);
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByText(/^This receipt is void\. No\. \d+ counts in its place\.$/)).toBeVisible();
});

test("blocks an afternoon after seeing who is booked there, and moves that visit", async ({ page }) => {
  const person = newPerson("Hana Kimura");
  const reason = `Course ${person.email.split(".")[2]?.split("@")[0]}`;
  const start = await bookByPhone(page, person, { email: false, practitioner: "Marc Delorme", afternoon: true });
  const { date } = clinicTime(start);

  await page.goto("/desk/schedule");
  await page.getByLabel("Practitioner").selectOption({ label: "Marc Delorme" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Schedule of Marc Delorme");
  await page.getByLabel("From day").fill(date);
  await page.getByLabel("From", { exact: true }).fill("12:00");
  await page.getByLabel("To day").fill(date);
  await page.getByLabel("To", { exact: true }).fill("20:00");
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Block this time" }).click();
  await expect(page.getByText(/booked there\. Nothing is saved yet\.$/)).toBeVisible();
  const touched = page.getByRole("link", { name: new RegExp(person.name) });
  await expect(touched).toBeVisible();
  const away = page
    .getByRole("list", { name: "Time off and closures" })
    .getByRole("listitem")
    .filter({ hasText: reason });
  await expect(away).toHaveCount(0);

  await page.getByRole("button", { name: "Block it – these visits stay booked" }).click();
  await expect(page.getByText("Saved. These visits stay booked until somebody moves them:")).toBeVisible();
  await expect(away).toHaveCount(1);
  await touched.click();
  await moveElsewhere(page);

  // The time is given back, so that others find it.
  await page.goto("/desk/schedule");
  await page.getByLabel("Practitioner").selectOption({ label: "Marc Delorme" });
  await away.getByRole("button", { name: "Give back" }).click();
  await expect(away).toHaveCount(0);
});
