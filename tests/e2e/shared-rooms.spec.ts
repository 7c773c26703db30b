// Rooms that many people share: a locked desk that a colleague takes over by PIN, and a tablet that shows one form and then nothing.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase } from "./back-doors";
import { answerScreen, bookByPhone, demoPassword, newPerson, signIn } from "./people";

test.describe.configure({ timeout: 240_000 });

async function choosePin(page: Page, pin: string): Promise<void> {
  await page.goto("/account/pin");
  await page.getByLabel("PIN").fill(pin);
  await page.getByRole("button", { name: "Keep this PIN" }).click();
  await page.waitForURL(/pin=set/);
}

async function lock(page: Page): Promise<void> {
  await page.goto("/desk");
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This desk is locked");
}

test("a locked desk shows nothing until a colleague who signed in there takes over by PIN", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  await choosePin(page, "481592");
  await lock(page);
  await page.goto("/desk");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This desk is locked");
  await page.getByRole("link", { name: "Sign in as somebody else" }).click();
  await page.getByLabel("E-mail").fill("omar@harbour.test");
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  await choosePin(page, "736105");
  await lock(page);
  await expect(page.getByText("Omar Haddad is signed in here.")).toBeVisible();
  await expectAccessible(page);

  // His PIN is not hers.
  await page.getByLabel("Who are you?").selectOption({ label: "Mina Cho" });
  await page.getByLabel("PIN").fill("736105");
  await page.getByRole("button", { name: "Unlock", exact: true }).first().click();
  await expect(page.getByText("This is not the PIN. Check it and try again.").first()).toBeVisible();
  await page.getByLabel("Who are you?").selectOption({ label: "Mina Cho" });
  await page.getByLabel("PIN").fill("481592");
  await page.getByRole("button", { name: "Unlock", exact: true }).first().click();
  await page.waitForURL(/\/desk$/);
  await page.goto("/account");
  await expect(page.getByText("mina@harbour.test").first()).toBeVisible();
});

test("whoever proves again that it is them gets another session; the cookie of before opens nothing", async ({
  page,
  browser,
}) => {
  await signIn(page, "omar@harbour.test");
  const before = await page.context().cookies();
  await page.goto("/account/confirm?next=/account");
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/account$/);
  await expect(page.getByText("omar@harbour.test").first()).toBeVisible();
  const thief = await browser.newContext();
  await thief.addCookies(before);
  const elsewhere = await thief.newPage();
  await elsewhere.goto("/desk");
  await elsewhere.waitForURL(/\/sign-in/);
  await thief.close();
});

test("much money goes back only from whoever has just proved that it is them", async ({ page }) => {
  await signIn(page, "omar@harbour.test");
  const person = newPerson("Tilda Crane");
  await bookByPhone(page, person, { email: false });
  await page.getByRole("link", { name: person.name }).first().click();
  await page.waitForURL(/\/desk\/patients\//);
  const patient = page.url();
  const money = page.getByRole("region", { name: "Money" });
  await money.locator("summary", { hasText: /^Take payment$/ }).click();
  await money.getByLabel("Amount", { exact: true }).fill("600.00");
  await money.getByRole("radio", { name: "Cash" }).first().check();
  await money.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByText("The payment is recorded.")).toBeVisible();
  // Signed in a quarter of an hour ago.
  await atDatabase(
    (sql) => sql`update login_sessions s set proved_at = now() - interval '15 minutes'
      from users u where u.id = s.user_id and u.email = 'omar@harbour.test'`,
  );
  await page.goto(patient);
  await money.locator("summary", { hasText: "One payment" }).click();
  await money.locator("summary", { hasText: "Give back $600.00" }).click();
  const reason = page.getByLabel("Reason for giving it back");
  await reason.fill("Paid twice");
  await page.getByRole("group", { name: "How it is handed back" }).getByLabel("Cash").check();
  const giveBack = page.getByRole("button", { name: "Give it back" });
  await giveBack.click();

  // The form asks for the password itself, and keeps what was typed; nothing of it stands in the address or in the browser's store.
  const password = page.locator('input[name="password"]');
  await expect(password).toBeVisible();
  await expectAccessible(page);
  await password.fill("not her password");
  await giveBack.click();
  await expect(page.getByText("This is not your password. Check it and try again.").first()).toBeVisible();
  await expect(password).toHaveValue("not her password");
  await expect(reason).toHaveValue("Paid twice");
  await expect(page.getByRole("group", { name: "How it is handed back" }).getByLabel("Cash")).toBeChecked();
  expect(page.url()).toBe(patient);
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(stored).not.toContain("twice");
  await password.fill(demoPassword);
  await giveBack.click();
  await expect(page.getByText("It is given back.")).toBeVisible();
});

/** On a visit's page: the eight digits that open a form. */
async function codeFor(page: Page, form: string): Promise<string> {
  if (!(await page.getByRole("button", { name: /^Make a/ }).isVisible()))
    await page.locator("summary", { hasText: "Hand over a tablet" }).click();
  const before = await page
    .getByTestId("tablet-code")
    .textContent({ timeout: 500 })
    .catch(() => "");
  await page.getByLabel(form).check();
  await page.getByRole("button", { name: /^Make a/ }).click();
  await expect(page.getByTestId("tablet-code")).not.toHaveText(before ?? "", { timeout: 20_000 });
  return (await page.getByTestId("tablet-code").textContent())!;
}

async function openForm(tablet: Page, code: string, title = "Your health"): Promise<void> {
  await tablet.goto("/tablet/harbour");
  await tablet.getByLabel("Code").fill(code);
  await tablet.getByRole("button", { name: "Open the form" }).click();
  await expect(tablet.getByRole("heading", { level: 1 })).toHaveText(title);
}

test("a tablet shows one form, sends it once and forgets it; left alone, it closes by itself @both", async ({
  page,
  browser,
}) => {
  await signIn(page, "mina@harbour.test");
  await bookByPhone(page, newPerson("Irma Castell"), { email: false });
  const context = await browser.newContext({ viewport: page.viewportSize() });
  const tablet = await context.newPage();
  const code = await codeFor(page, "Health questions");
  await expectAccessible(page);
  await tablet.goto("/tablet/harbour");
  await expectAccessible(tablet);
  await openForm(tablet, code);
  await expectAccessible(tablet);
  // Nothing leads elsewhere, but for the number that saves a life.
  const ways = await tablet.locator("a[href]").evaluateAll((links) => links.map((one) => one.getAttribute("href")!));
  expect(ways.filter((href) => !href.startsWith("tel:") && !href.startsWith("#"))).toEqual([]);
  await tablet.getByRole("button", { name: "Send", exact: true }).click();
  await expect(tablet.getByText("Choose an answer.").first()).toBeVisible();
  await answerScreen(tablet);
  await tablet.getByRole("button", { name: "Send", exact: true }).click();
  await expect(tablet.getByText("Thank you. Please give the tablet back to the desk.")).toBeVisible();

  // Neither the way back nor the code shows it again, and nothing was kept.
  for (let back = 0; back < 3; back++) {
    await tablet.goBack().catch(() => undefined);
    await expect(tablet.locator("fieldset")).toHaveCount(0);
  }
  await tablet.goto("/tablet/harbour");
  await tablet.getByLabel("Code").fill(code);
  await tablet.getByRole("button", { name: "Open the form" }).click();
  await expect(tablet.getByText(/^This code opens nothing\./).first()).toBeVisible();
  expect(await tablet.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect((await context.cookies()).filter(({ name }) => name.includes("tablet"))).toEqual([]);

  const idle = await context.newPage();
  await idle.clock.install();
  await openForm(idle, await codeFor(page, "Health questions"));
  await expect(idle.locator("[data-counts]")).toBeAttached();
  await idle.clock.fastForward("02:40");
  await expect(idle.getByText("Are you still there? Touch the screen, or press a key.")).toBeVisible();
  await expectAccessible(idle);
  await idle.keyboard.press("Shift");
  await expect(idle.getByText(/^Are you still there/)).toBeHidden();
  await idle.clock.fastForward("03:10");
  await expect(idle.getByRole("heading", { level: 1 })).toHaveText("For the desk");
  await context.close();
});

test("a tablet speaks the language of whoever it is handed to, until the next form is opened", async ({
  page,
  browser,
}) => {
  await signIn(page, "mina@harbour.test");
  await bookByPhone(page, newPerson("Odile Roy"), { email: false });
  const visit = page.url();
  await page
    .getByRole("link", { name: /^Odile Roy/ })
    .first()
    .click();
  await page.locator("summary", { hasText: "Set rules for booking this patient" }).click();
  const rules = page.locator("details", { hasText: "Set rules for booking this patient" });
  await rules.getByLabel("Letters and reminders in").selectOption({ label: "Français" });
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(rules.getByText("Saved")).toBeVisible();
  await page.goto(visit);
  const context = await browser.newContext({ viewport: page.viewportSize() });
  const tablet = await context.newPage();
  await openForm(tablet, await codeFor(page, "Health questions"), "Votre santé");
  await expect(tablet.locator("html")).toHaveAttribute("lang", /^fr/);
  await expectAccessible(tablet);
  // Nobody has approved the questions in French: they are asked in English, and that is said.
  await expect(tablet.getByText("Ce texte est en anglais.", { exact: false })).toBeVisible();
  await answerScreen(tablet);
  await tablet.getByRole("button", { name: "Send", exact: true }).click();
  await expect(tablet.getByText("Merci. Veuillez rendre la tablette à l’accueil.")).toBeVisible();
  await expectAccessible(tablet);
  await bookByPhone(page, newPerson("Otto Berg"), { email: false });
  await openForm(tablet, await codeFor(page, "Health questions"));
  await expect(tablet.locator("html")).toHaveAttribute("lang", /^en/);
  await context.close();
});

test("opened on the desk's own device, the form locks the desk first", async ({ page }) => {
  await signIn(page, "omar@harbour.test");
  await bookByPhone(page, newPerson("Nils Aaberg"), { email: false });
  await codeFor(page, "Health questions");
  await page.getByRole("link", { name: "Or open it on this device" }).click();
  await page.getByRole("button", { name: "Open the form" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your health");
  for (let back = 0; back < 3; back++) {
    await page.goBack().catch(() => undefined);
    await expect(page.getByText("Nils Aaberg")).toHaveCount(0);
  }
  await page.goto("/desk");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This desk is locked");
});
