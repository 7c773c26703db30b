// Staff at the door: an invitation, a second factor, its recovery codes, sessions elsewhere, a new password, and the end of a membership.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expectAccessible } from "./access";
import { linkIn, mailTo, newPerson, signIn, type Person } from "./people";

const password = "seven calm herons by the water";

/** What the app shows half a minute from now: accepted already, and later than any code that was used up. */
const codeOf = (seed: string, stepsAhead = 1) =>
  new TOTP({ secret: seed.replaceAll(" ", "") }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

async function typePassword(page: Page, person: Person, typed = password) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(typed);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The owner invites; the link of the mail is answered. */
async function invite(page: Page, person: Person): Promise<string> {
  await page.goto("/owner/people");
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await page.getByLabel("E-mail", { exact: true }).fill(person.email);
  await page.getByLabel("Role").selectOption({ label: "Front desk" });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`An invitation is on its way to ${person.email}.`)).toBeVisible();
  return linkIn(await mailTo(person.email, /^Join /));
}

async function join(page: Page, link: string) {
  await page.goto(link);
  await page.getByLabel("A password").fill(password);
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(/\/desk/);
}

/** Turns the second factor on; answers its seed and the recovery codes. The page is looked at by axe, where that can run. */
async function enrol(page: Page, { axe = true } = {}) {
  await page.goto("/account/second-factor");
  await page.getByRole("button", { name: "Set up an app" }).click();
  const seed = (await page.getByTestId("seed").textContent())!;
  if (axe) await expectAccessible(page);
  await page.getByLabel("Code").fill(codeOf(seed, 0));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("Keep these recovery codes")).toBeVisible();
  const codes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  return { seed, codes };
}

const fresh = async (browser: Browser, javaScriptEnabled = true) =>
  (await browser.newContext({ javaScriptEnabled })).newPage();

test("somebody invited joins, signs in with a second factor, and is out when the membership ends @both", async ({
  page,
  browser,
}) => {
  const person = newPerson("Lou Brandt");
  await signIn(page, "ruth@harbour.test");
  await page.goto("/owner/people");
  await expectAccessible(page);
  const link = await invite(page, person);

  const theirs = await fresh(browser);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Join Harbour Health Collective");
  await theirs.getByLabel("A password").fill("harbour2026harbour");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByText(/first that somebody would guess/).first()).toBeVisible();
  await expectAccessible(theirs);
  await join(theirs, link);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("This invitation is over");

  const { seed, codes } = await enrol(theirs);
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Sign out" }).click();
  await typePassword(theirs, person);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Your code");
  await theirs.getByLabel("Code").fill("000000");
  await theirs.getByRole("button", { name: "Continue" }).click();
  await expect(theirs.getByText(/This code does not fit/)).toBeVisible();
  await expectAccessible(theirs);
  // The password alone has opened nothing.
  await theirs.goto("/desk");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.goto("/sign-in/code");
  await theirs.getByLabel("Code").fill(codeOf(seed));
  await theirs.getByRole("button", { name: "Continue" }).click();
  await theirs.waitForURL(/\/desk/);
  await theirs.getByRole("button", { name: "Sign out" }).click();
  await typePassword(theirs, person);
  await theirs.getByLabel("Code").fill(codes[0]!);
  await theirs.getByRole("button", { name: "Continue" }).click();
  await theirs.waitForURL(/\/desk/);
  await theirs.goto("/account");
  await expect(theirs.getByText("Recovery codes that are unused: 9.")).toBeVisible();
  await expectAccessible(theirs);

  await page.goto("/owner/people");
  const line = page.getByRole("row").filter({ hasText: person.email });
  await line.locator("summary").click();
  await line.getByRole("button", { name: /^End the membership/ }).click();
  await expect(page.getByText(person.email)).toHaveCount(0);
  await theirs.goto("/desk");
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("a new password and an end from the list put out the sessions elsewhere", async ({ page, browser }) => {
  const person = newPerson("Noor Haddad");
  await signIn(page, "ruth@harbour.test");
  const here = await fresh(browser);
  await join(here, await invite(page, person));
  const [second, third] = [await fresh(browser), await fresh(browser)];
  for (const elsewhere of [second, third]) {
    await typePassword(elsewhere, person);
    await elsewhere.waitForURL(/\/desk/);
  }
  await here.goto("/account");
  await expect(here.getByRole("button", { name: /^End Chrome/ })).toHaveCount(2);
  await here
    .getByRole("button", { name: /^End Chrome/ })
    .first()
    .click();
  await expect(here.getByRole("button", { name: /^End Chrome/ })).toHaveCount(1);
  await here.goto("/account/password");
  await here.getByLabel("The password you have").fill(password);
  for (const label of ["New password", "New password again"])
    await here.getByLabel(label, { exact: true }).fill("a heron stood seven hours in the rain");
  await expectAccessible(here);
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("Your password is changed")).toBeVisible();
  for (const elsewhere of [second, third]) {
    await elsewhere.goto("/desk");
    await expect(elsewhere).toHaveURL(/\/sign-in/);
  }
  await here.goto("/desk");
  await expect(here).toHaveURL(/\/desk/);
});

test("all of it works without JavaScript", async ({ page, browser }) => {
  const person = newPerson("Ana Sol");
  await signIn(page, "ruth@harbour.test");
  const plain = await fresh(browser, false);
  await join(plain, await invite(page, person));
  const { seed, codes } = await enrol(plain, { axe: false });
  expect(new Set(codes).size).toBe(10);
  await plain.goto("/account");
  await plain.getByRole("button", { name: "Sign out" }).click();
  await typePassword(plain, person);
  await plain.getByLabel("Code").fill(codeOf(seed));
  await plain.getByRole("button", { name: "Continue" }).click();
  await plain.waitForURL(/\/desk/);
});
