// A package from its offer to its end: offered by the owner, bought online after a declined card, used, shared, given back.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, pageOf, paidIsToldAgain, sessionAt, tellStandIn, timesCharged } from "./back-doors";
import {
  findPatient,
  linkIn,
  mailTo,
  newPerson,
  payByCard,
  payPastTheBank,
  signIn,
  type Person,
  walkToCheck,
} from "./people";

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
  await findPatient(desk, person.email);
  await desk.getByRole("link", { name: new RegExp(person.name) }).click();
  await desk.getByRole("list", { name: "Packages" }).getByRole("link").click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(/^3 × /);
  await expect(desk.getByText("of 3 left")).toBeVisible();
  await desk.getByLabel("Find a patient").fill("example");
  await desk.getByRole("button", { name: "Find" }).click();
  const found = desk.getByRole("list", { name: "Found patients" });
  await found
    .getByRole("button", { name: /^Share / })
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
  await page.waitForURL(/\/pay\//);
  const session = sessionAt(page.url());
  const second = await page.context().newPage();
  await second.goto(page.url());
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await tellStandIn({ webhookCopies: 3 });
  await payPastTheBank(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you. It is paid.", { timeout: 30_000 });
  await expect(desk.getByText("$345.00 is paid.")).toBeVisible({ timeout: 30_000 });
  await payByCard(second);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Thank you. It is paid.");
  await tellStandIn({ webhookCopies: 1 });
  const paid = await pageOf(session);
  expect(paid).toMatchObject({ status: "paid", payments: 1 });
  expect(await timesCharged(paid.id)).toBe(1);
  await desk.getByRole("link", { name: "Done" }).click();
  await expect(desk.getByText("of 3 left")).toBeVisible();
});

/** Four visits of massage for $460.00 are offered, and somebody has booked such a visit and stands on its page. */
async function offeredFour(page: Page, browser: Browser, person: Person): Promise<void> {
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner, "ruth@harbour.test");
  await owner.goto("/owner/setup/services");
  await owner.getByRole("list", { name: "Massage therapy" }).getByRole("link").first().click();
  await owner.waitForURL(/services\/[0-9a-f-]{36}$/);
  const offer = owner.getByText("$460.00 with tax, $115.00 each").first();
  if (!(await offer.isVisible())) {
    await owner.getByText("Offer a package", { exact: true }).click();
    await owner.getByLabel("How many visits").fill("4");
    await owner.getByLabel("Price of all of them").fill("460.00");
    await owner.getByRole("button", { name: "Offer the package" }).click();
    await expect(offer).toBeVisible();
  }
  await walkToCheck(page, person, owner.url().split("/").at(-1)!);
  await owner.context().close();
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
}

const payFour = (tab: Page) => tab.getByRole("button", { name: "Pay $460.00" });
const fourLeft = (tab: Page) => tab.getByRole("region", { name: "Your packages" }).getByText("4 of 4 left");
const packagesOf = ({ email }: Person) =>
  atDatabase(async (sql) => {
    const rows = await sql<{ status: string }[]>`select k.status from packages k
      join patients p on p.clinic_id = k.clinic_id and p.id = k.patient_id where p.email = ${email} order by k.created_at`;
    return rows.map(({ status }) => status);
  });

test("a page whose time is over sells nothing; the next one sells the package once", async ({ page, browser }) => {
  const person = newPerson("Pia Lorenz");
  await offeredFour(page, browser, person);
  await payFour(page).click();
  await page.waitForURL(/\/pay\//);
  const over = sessionAt(page.url());
  await tellStandIn({ expireSession: over });
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await expect.poll(() => packagesOf(person)).toEqual(["unpaid"]);
  await page.getByRole("link", { name: "Back to the clinic" }).click();
  await expect(page.getByText("The package was not paid, and nothing was charged.")).toBeVisible();
  await expectAccessible(page);
  await payFour(page).click();
  await page.waitForURL(/\/pay\//);
  const next = sessionAt(page.url());
  await payByCard(page);
  await expect(fourLeft(page)).toBeVisible({ timeout: 60_000 });
  expect(await packagesOf(person)).toEqual(["unpaid", "active"]);
  const pages = await Promise.all([over, next].map(pageOf));
  expect(pages).toMatchObject([
    { status: "expired", payments: 0 },
    { status: "paid", payments: 1 },
  ]);
  expect(await Promise.all(pages.map(({ id }) => timesCharged(id)))).toEqual([0, 1]);
});

test("three tabs and webhooks that come three times sell one package", async ({ page, browser, context }) => {
  const person = newPerson("Emil Krogh");
  await offeredFour(page, browser, person);
  const [other, late] = [await context.newPage(), await context.newPage()];
  for (const tab of [other, late]) await tab.goto(page.url());
  await Promise.all([page, other].map((tab) => payFour(tab).dblclick()));
  for (const tab of [page, other]) await tab.waitForURL(/\/pay\//);
  const session = sessionAt(page.url());
  expect(sessionAt(other.url())).toBe(session);

  await tellStandIn({ webhookCopies: 3 });
  for (const tab of [page, other]) {
    await payByCard(tab);
    await expect(fourLeft(tab)).toBeVisible({ timeout: 60_000 });
  }
  await tellStandIn({ webhookCopies: 1 });
  await payFour(late).click();
  await expect(late.getByText("You have visits of a package left. They are used first.").first()).toBeVisible();
  const paid = await pageOf(session);
  expect(await paidIsToldAgain(paid)).toBe("applied before");
  expect(paid).toMatchObject({ status: "paid", payments: 1 });
  expect(await packagesOf(person)).toEqual(["active"]);
  expect(await timesCharged(paid.id)).toBe(1);
});
