// A package from its offer to its end: offered by the owner, bought online after a declined card, used, shared, given back.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { linkIn, mailTo, newPerson, payByCard, payPastTheBank, signIn, walkToCheck } from "./people";

test.describe.configure({ timeout: 240_000 });

test("is offered by the owner, bought after a declined card and the bank’s question, shared with the family and given back", async ({
  page,
  browser,
}) => {
  const person = newPerson("Lena Vogt");
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner, "ruth@harbour.test");
  await owner.goto("/owner/setup/services");
  await owner.getByRole("list", { name: "Massage therapy" }).getByRole("link").first().click();
  await owner.waitForURL(/services\/[0-9a-f-]{36}$/);
  const service = owner.url().split("/").at(-1)!;
  await owner.getByText("Offer a package", { exact: true }).click();
  await owner.getByLabel("How many visits").fill("1");
  await owner.getByLabel("Price of all of them").fill("345.00");
  await owner.getByRole("button", { name: "Offer the package" }).click();
  await expect(owner.getByText("Enter a whole number from 2 to 50.").first()).toBeVisible();
  await owner.getByLabel("How many visits").fill("3");
  await owner.getByRole("button", { name: "Offer the package" }).click();
  await expect(owner.getByText("$345.00 with tax, $115.00 each").first()).toBeVisible();
  await expectAccessible(owner);

  await walkToCheck(page, person, service);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  const offered = page.getByRole("region", { name: "Several visits together" });
  await expect(offered.getByText("$115.00 each with tax. This visit is the first of them.").first()).toBeVisible();
  await expectAccessible(page);
  await offered.getByRole("button", { name: "Pay $345.00" }).first().click();
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payPastTheBank(page);
  const mine = page.getByRole("region", { name: "Your packages" });
  await expect(mine.getByText("3 of 3 left")).toBeVisible({ timeout: 60_000 });
  await expect(mine.getByText("This visit uses one of them; there is nothing to pay at the clinic.")).toBeVisible();
  await expectAccessible(page);

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "mina@harbour.test");
  await desk.goto(`/desk/patients?q=${encodeURIComponent(person.email)}`);
  await desk.getByRole("link", { name: new RegExp(person.name) }).click();
  await desk.getByRole("list", { name: "Packages" }).getByRole("link").click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(/^3 × /);
  await expect(desk.getByText("of 3 left")).toBeVisible();
  await desk.getByLabel("Find a patient").fill("example");
  await desk.getByRole("button", { name: "Find" }).click();
  const found = desk.getByRole("list", { name: "Found patients" });
  await found
    .getByRole("button", { name: /^Share with / })
    .first()
    .click();
  await expect(desk.getByRole("list", { name: "Who else may use it" }).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: /^Stop sharing with / }).click();
  await expect(desk.getByRole("list", { name: "Who else may use it" })).toBeHidden();
  await desk.getByRole("button", { name: "Give the package back" }).click();
  await expect(desk.getByText("Write a short reason.").first()).toBeVisible();
  await desk.getByLabel("Reason").fill("Moves away");
  await desk.getByRole("button", { name: "Give the package back" }).click();
  await expect(desk.getByText("This package was given back.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Your packages" })).toBeHidden();

  // Sold once more, to be paid on the patient's own phone: closed once, then paid, and the screen at the desk says so by itself.
  const askByCard = async () => {
    await desk.locator("summary", { hasText: "Sell a package" }).click();
    const packages = desk.getByRole("region", { name: "Packages", exact: true });
    await packages
      .getByRole("radio", { name: /\$345\.00$/ })
      .first()
      .check();
    await packages.getByRole("radio", { name: "Card on their phone" }).check();
    await packages.getByRole("button", { name: "Sell the package" }).click();
    await expect(desk.getByRole("heading", { level: 1 })).toHaveText("$345.00 by card");
  };
  await desk.getByRole("main").getByRole("link", { name: person.name }).click();
  await askByCard();
  await expect(desk.getByRole("img", { name: "The page to pay $345.00 on" })).toBeVisible();
  await expectAccessible(desk);
  const closed = await desk.getByLabel("Its address").inputValue();
  await desk.getByRole("button", { name: "Close the page" }).click();
  await expect(desk.getByText("This page is closed, and nothing was paid on it.")).toBeVisible();
  await page.goto(closed);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is closed");
  await desk.getByRole("link", { name: "Back, and take it another way" }).click();
  await askByCard();
  await desk.getByRole("button", { name: "Send it to the patient" }).click();
  await expect(desk.getByText("It is on its way to them.")).toBeVisible();
  await page.goto(linkIn(await mailTo(person.email, /^A payment to/)));
  await expectAccessible(page);
  await page.getByRole("link", { name: "Pay $345.00 by card" }).click();
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you. It is paid.", { timeout: 30_000 });
  await expect(desk.getByText("$345.00 is paid.")).toBeVisible({ timeout: 30_000 });
  await desk.getByRole("link", { name: "Done" }).click();
  await expect(desk.getByText("of 3 left")).toBeVisible();
});
