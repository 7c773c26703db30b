// Gift cards: bought by a stranger after a declined card, given by mail, used for a booking in part and whole, taken at the desk, given back.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, pageOf, paidIsToldAgain, sessionAt, tellStandIn, timesCharged } from "./back-doors";
import {
  bookByPhone,
  linkIn,
  mailsSoFar,
  mailTo,
  newPerson,
  payByCard,
  payPastTheBank,
  signIn,
  walkToCheck,
  type Person,
} from "./people";

test.describe.configure({ timeout: 150_000 });

const codeIn = (text: string) => /Code: (\S+)/.exec(text)![1]!;

test("is bought after a declined card and the bank’s question, given by mail, and pays a booking in part, the rest at the clinic @both", async ({
  page,
}) => {
  const [buyer, given, patient] = [newPerson("Ivo Berg"), newPerson("Ana Berg"), newPerson("Noa Lind")];
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Buy a gift card" }).click();
  await page.getByLabel("Another amount", { exact: true }).first().check();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("Enter the amount, like 80 or 80.50.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Another amount" }).fill("60.50");
  await page.getByLabel("Your name").fill(buyer.name);
  await page.getByLabel("Your e-mail").fill(buyer.email);
  await page.getByLabel(/^Their name/).fill(given.name);
  await page.getByLabel(/^Their e-mail/).fill(given.email);
  await page.getByLabel(/^A few words/).fill("Take an hour for yourself");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.waitForURL(/\/pay\//);
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payPastTheBank(page);
  await expect(page.getByText("The gift card is paid.")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const letter = await mailTo(given.email, /^A gift card for/);
  expect(letter.text).toContain("Take an hour for yourself");
  const confirmed = await mailTo(buyer.email, /^Your gift card from/);
  const code = codeIn(letter.text);
  expect(confirmed.text).not.toContain(code);

  await page.goto(linkIn(letter));
  await expect(page.getByText(code)).toBeVisible();
  await walkToCheck(page, patient);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay with a gift card" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Almost booked");
  const gift = page.getByRole("region", { name: "Gift card" });
  await gift.getByLabel("Code of the gift card").fill("0000-0000-0000-0000");
  await gift.getByRole("button", { name: "Pay with the gift card" }).click();
  await expect(page.getByText(/^We know no gift card with this code/).first()).toBeVisible();
  await gift.getByLabel("Code of the gift card").fill(code.toLowerCase());
  await gift.getByRole("button", { name: "Pay with the gift card" }).click();
  await expect(gift.getByText(`Gift card ending ${code.slice(-4)}, nothing left on it.`)).toBeVisible();
  await expect(page.getByText("$60.50", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  await expect(page.getByText("To pay at the visit")).toBeVisible();
  await page.locator("summary", { hasText: "Cancel this visit" }).click();
  await page.getByRole("button", { name: "Yes, cancel and refund $60.50" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await page.goto("/harbour/gift-cards");
  await page.getByLabel("Code of the gift card").fill(code);
  await page.getByRole("button", { name: "See what is left" }).click();
  await expect(page.getByText("$60.50 is left on this card.")).toBeVisible();
});

test("is sold at the desk, pays there, stands on the receipt and in the owner's books, and is given back", async ({
  page,
}) => {
  const [buyer, patient] = [newPerson("Ida Holm"), newPerson("Jon Falk")];
  await signIn(page, "mina@harbour.test");
  await page.getByRole("link", { name: "Gift cards" }).first().click();
  await page.getByLabel("Amount", { exact: true }).fill("200");
  await page.getByLabel("Name of the buyer").fill(buyer.name);
  await page.getByLabel("E-mail of the buyer").fill(buyer.email);
  await page.getByLabel("Cash").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sell the gift card" }).click();
  await expect(page.getByText("Sold. The card goes out by e-mail with its code.")).toBeVisible();
  const card = page.url().split("?")[0]!;
  const code = codeIn((await mailTo(buyer.email, /^Your gift card from/)).text);

  await bookByPhone(page, patient);
  const fold = page.locator("summary", { hasText: "Take payment" });
  const amount = page.getByLabel("Amount", { exact: true });
  if (!(await amount.isVisible())) await fold.click();
  await amount.fill("250.00");
  await page.getByLabel("Gift card", { exact: true }).check();
  await page.getByLabel("Code of the gift card").fill(code);
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByText(/^Only 200\.00 is left on this gift card/).first()).toBeVisible();
  await expectAccessible(page);
  await amount.fill("45.67");
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByText("$45.67 is paid in advance")).toBeVisible();

  await page.goto(card);
  await expect(page.getByText("$154.33").first()).toBeVisible();
  await page.getByLabel("Reason").fill("Moves away");
  await page.getByLabel("Cash").check();
  await page.getByRole("button", { name: "Give back $154.33" }).click();
  await expect(page.getByText("What was left goes back to the buyer.")).toBeVisible();
  await expect(page.getByText("Given back to the buyer, cash")).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();

  await signIn(page, "ruth@harbour.test");
  await page.goto("/owner/money/gift-cards");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/stands on gift cards$/);
  await page.getByLabel("Amounts to choose from").fill("50, 100, 150, 4");
  await page.getByRole("button", { name: "Sell them like this" }).click();
  await expect(page.getByText(/^Enter up to eight amounts/).first()).toBeVisible();
  await page.getByLabel("Amounts to choose from").fill("50, 100, 150, 250");
  await page.getByRole("button", { name: "Sell them like this" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/owner/money");
  await expect(page.getByRole("region", { name: "Gift cards" }).getByText("Given back")).toBeVisible();
});

/** The form of a card of $75.00, filled in. */
async function wishFor(page: Page, buyer: Person, given?: Person): Promise<void> {
  await page.goto("/harbour/gift-cards");
  await page.getByLabel("Another amount", { exact: true }).first().check();
  await page.getByRole("textbox", { name: "Another amount" }).fill("75");
  await page.getByLabel("Your name").fill(buyer.name);
  await page.getByLabel("Your e-mail").fill(buyer.email);
  if (given) await page.getByLabel(/^Their e-mail/).fill(given.email);
}

const cardsOf = ({ email }: Person) =>
  atDatabase(async (sql) => {
    const rows = await sql<{ status: string }[]>`
      select status from gift_cards where buyer_email = ${email} order by created_at`;
    return rows.map(({ status }) => status);
  });
const paidNotice = (tab: Page) => tab.getByText("The gift card is paid.");

test("a page whose time is over sells nothing; the next one sells the card, and says so while it waits for the word", async ({
  page,
}) => {
  const buyer = newPerson("Olga Stein");
  await wishFor(page, buyer);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.waitForURL(/\/pay\//);
  const over = sessionAt(page.url());
  await tellStandIn({ expireSession: over });
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await expect.poll(() => cardsOf(buyer)).toEqual(["unpaid"]);
  await page.getByRole("link", { name: "Back to the clinic" }).click();
  await expect(page.getByText("It is not paid yet, and nothing was charged.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Pay $75.00" }).click();
  await page.waitForURL(/\/pay\//);
  const next = sessionAt(page.url());
  // The browser is back before the word of the payment can be written down.
  await atDatabase((sql) =>
    sql.begin(async (tx) => {
      await tx`select 1 from gift_cards where buyer_email = ${buyer.email} for update`;
      await payByCard(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("We are confirming your payment");
    }),
  );
  await expect(paidNotice(page)).toBeVisible({ timeout: 60_000 });
  const pages = await Promise.all([over, next].map(pageOf));
  expect(pages).toMatchObject([
    { status: "expired", payments: 0 },
    { status: "paid", payments: 1 },
  ]);
  expect(await Promise.all(pages.map(({ id }) => timesCharged(id)))).toEqual([0, 1]);
  await mailTo(buyer.email, /^Your gift card from/);
});

test("pressed twice, paid in two tabs and told three times, it is one card, one payment and one letter", async ({
  page,
  context,
}) => {
  const [buyer, given] = [newPerson("Hugo Brandt"), newPerson("Eva Brandt")];
  await wishFor(page, buyer, given);
  await page.getByRole("button", { name: "Continue to payment" }).dblclick();
  await page.waitForURL(/\/pay\//);
  const session = sessionAt(page.url());
  const [other, late] = [await context.newPage(), await context.newPage()];
  await other.goto(page.url());
  await late.goto((await page.getByRole("link", { name: "Back to the clinic" }).getAttribute("href"))!);
  await expect(late.getByRole("button", { name: "Pay $75.00" })).toBeVisible();

  await tellStandIn({ webhookCopies: 3 });
  for (const tab of [page, other]) {
    await payByCard(tab);
    await expect(paidNotice(tab)).toBeVisible({ timeout: 60_000 });
  }
  await tellStandIn({ webhookCopies: 1 });
  await late.getByRole("button", { name: "Pay $75.00" }).click();
  await expect(late.getByText("This gift card is paid already.").first()).toBeVisible();
  const letter = /^A gift card for/;
  await mailTo(given.email, letter);
  const paid = await pageOf(session);
  expect(await paidIsToldAgain(paid)).toBe("applied before");
  expect(paid).toMatchObject({ status: "paid", payments: 1 });
  expect(await cardsOf(buyer)).toEqual(["active"]);
  expect(await timesCharged(paid.id)).toBe(1);
  expect(await mailsSoFar(given.email, letter)).toBe(1);
});
