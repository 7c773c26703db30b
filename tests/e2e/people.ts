// The named cast at the browser: their details, their mail, and what several journeys do alike.
import { expect, type Page } from "@playwright/test";

export const demoPassword = "taper-demo";

let counter = 0;
/** Details that no other test uses. */
export function newPerson(name: string) {
  counter += 1;
  const tag = `${Date.now().toString(36)}${process.pid.toString(36)}${counter}`;
  return {
    name,
    email: `${name.toLowerCase().replaceAll(/\W+/g, ".")}.${tag}@example.test`,
    birth: { year: "1986", month: "4", day: "17" },
  };
}

export type Person = ReturnType<typeof newPerson>;

type Mail = {
  to: string[] | string;
  subject: string;
  text: string;
  attachments?: { path: string; filename?: string }[];
};

/** Waits for a mail to the address whose subject matches, newest first. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${process.env["MAIL_URL"]}/api/mails?to=${encodeURIComponent(address)}`);
        const body = (await answer.json()) as { mails?: Mail[] } | Mail[];
        const mails = Array.isArray(body) ? body : (body.mails ?? []);
        found =
          mails.findLast((mail) => subject.test(mail.subject)) ?? mails.find((mail) => subject.test(mail.subject));
        return Boolean(found);
      },
      { timeout: 30_000, message: `a mail to ${address} about ${subject}` },
    )
    .toBe(true);
  return found!;
}

export const linkIn = (mail: Mail): string => /https?:\/\/\S+/.exec(mail.text)![0];

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
}

export async function fillDetails(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Full name of the person who comes").fill(person.name);
  await page.getByLabel("Year").fill(person.birth.year);
  await page.getByLabel("Month").fill(person.birth.month);
  await page.getByLabel("Day", { exact: true }).fill(person.birth.day);
  await page.getByLabel("E-mail", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Continue to health questions" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is any of this happening now?");
}

/** Answers "No" to every question of the page but those named. */
export async function answerScreen(page: Page, yes: RegExp[] = []): Promise<void> {
  for (const group of await page.locator("fieldset").all()) {
    if (!(await group.isVisible())) continue;
    const text = (await group.locator("legend").textContent()) ?? "";
    const answer = yes.some((pattern) => pattern.test(text)) ? "Yes" : "No";
    await group.getByLabel(answer, { exact: true }).check();
  }
}

/** Presses a time some weeks ahead, another for each call, so that tests do not take each other's. */
export async function chooseTime(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  const day = new Date(Date.now() + (8 + Math.floor(Math.random() * 60)) * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`${page.url().split("?")[0]}?from=${day}`);
  const times = page.locator('details[open] button[name="start"]');
  await times.nth(Math.floor(Math.random() * (await times.count()))).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who comes?");
}

/** From the clinic's page to the check page, with all-clear answers. */
export async function walkToCheck(page: Page, person: Person): Promise<void> {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await fillDetails(page, person);
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anything your practitioner should know?");
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue to check" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check and book");
}

export async function payByCard(page: Page, number = "4242 4242 4242 4242"): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill("payer@example.test");
  await page.getByLabel(/card number/i).fill(number);
  await page.getByLabel(/expir/i).fill("12 / 34");
  await page.getByLabel(/security|cvc/i).fill("123");
  await page.getByLabel(/name on/i).fill("Asha Rao");
  await page.getByRole("button", { name: /^Pay/ }).click();
}
