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

async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${process.env["MAIL_URL"]}/api/mails?to=${encodeURIComponent(address)}`);
  const body = (await answer.json()) as { mails?: Mail[] } | Mail[];
  return Array.isArray(body) ? body : (body.mails ?? []);
}

/** How many mails the address has by now whose subject matches. */
export const mailsSoFar = async (address: string, subject: RegExp): Promise<number> =>
  (await mailsTo(address)).filter((mail) => subject.test(mail.subject)).length;

/** Waits for a mail to the address whose subject matches, newest first. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const mails = await mailsTo(address);
        found =
          mails.findLast((mail) => subject.test(mail.subject)) ?? mails.find((mail) => subject.test(mail.subject));
        return Boolean(found);
      },
      { timeout: 60_000, message: `a mail to ${address} about ${subject}` },
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

/** From the clinic's page, or a service's own, to the check page, with all-clear answers. */
export async function walkToCheck(page: Page, person: Person, service?: string, slug = "harbour"): Promise<void> {
  await page.goto(service ? `/${slug}/book/${service}` : `/${slug}`);
  if (!service) await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await fillDetails(page, person);
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anything your practitioner should know?");
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue to check" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check and book");
}

export async function payByCard(
  page: Page,
  number = "4242 4242 4242 4242",
  email = "payer@example.test",
): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/card number/i).fill(number);
  await page.getByLabel(/expir/i).fill("12 / 34");
  await page.getByLabel(/security|cvc/i).fill("123");
  await page.getByLabel(/name on/i).fill("Asha Rao");
  await page.getByRole("button", { name: /^(Pay|Subscribe)/ }).click();
}

/** With a card whose bank asks first: it is told no, and nothing is paid; the next time it is told yes. */
export async function payPastTheBank(page: Page): Promise<void> {
  const asks = "4000 0027 6000 3184";
  await payByCard(page, asks);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your bank asks: is this you?");
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByText("Your bank did not approve this payment. Nothing was charged")).toBeVisible();
  await payByCard(page, asks);
  await page.getByRole("button", { name: "Approve payment" }).click();
}

/** A day that few other tests choose, `YYYY-MM-DD`, from `least` to `least + spread` days ahead. */
export function someDay(least: number, spread: number): string {
  const ahead = least + Math.floor(Math.random() * (spread + 1));
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}

/** Fills in the new person on the desk's booking page; without an e-mail only a mobile number is kept. */
export async function fillNewPatient(page: Page, person: Person, { email }: { email: boolean }): Promise<void> {
  await page.getByLabel("Full name").fill(person.name);
  await page.getByLabel("Year").fill(person.birth.year);
  await page.getByLabel("Month").fill(person.birth.month);
  await page.getByLabel("Day", { exact: true }).last().fill(person.birth.day);
  // Another number each time: with the same name and birth date it would be the same person.
  await page.getByLabel("Mobile").fill(`604 7${100_000 + Math.floor(Math.random() * 899_999)}`);
  if (email) await page.getByLabel(/^E-mail/).fill(person.email);
}

const vancouver = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "America/Vancouver",
  dateStyle: "short",
  timeStyle: "short",
});

/** The clinic's own date and time of an instant: `2026-12-01` and `13:15`. */
export function clinicTime(at: Date): { date: string; time: string } {
  const [date = "", time = ""] = vancouver.format(at).split(" ");
  return { date, time };
}

type PhoneBooking = { email?: boolean; practitioner?: string; afternoon?: boolean };

/**
 * Books by phone with the questions asked aloud, and stands on the visit's page afterwards. Answers the start that was chosen. When
 * it went to somebody else meanwhile, the next one is tried.
 */
export async function bookByPhone(page: Page, person: Person, wish: PhoneBooking = {}): Promise<Date> {
  const { email = true, practitioner, afternoon = false } = wish;
  await page.goto(`/desk/book?date=${someDay(9, 50)}`);
  if (practitioner !== undefined) {
    await page.getByLabel("Practitioner").selectOption({ label: practitioner });
    await page.waitForURL(/practitioner=[0-9a-f]/);
  }
  await expect(page.locator('input[name="start"]').first()).toBeVisible();
  const values = await page
    .locator('input[name="start"]')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const fit = values.filter((value) => !afternoon || clinicTime(new Date(value)).time >= "12:00");
  await fillNewPatient(page, person, { email });
  await page.getByLabel("Every answer was no").check();
  const booked = page.getByText("Booked.", { exact: true });
  const gone = page.getByRole("button", { name: /^Book [A-Z]/ }).first();
  const first = Math.floor(Math.random() * fit.length);
  for (let tried = 0; tried < 4; tried++) {
    const value = fit[(first + 3 * tried) % fit.length]!;
    await page.locator(`input[name="start"][value="${value}"]`).check();
    await page.getByRole("button", { name: "Book the visit" }).click();
    await expect(booked.or(gone).first()).toBeVisible({ timeout: 40_000 });
    if (!(await booked.isVisible())) continue;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
    return new Date(value);
  }
  throw new Error("four free times went one after the other");
}

/** At the desk: whoever is found by these words, as a list of links. */
export async function findPatient(page: Page, words: string): Promise<void> {
  await page.goto("/desk/patients");
  await page.getByLabel("Find a patient").fill(words);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "found" })).toBeVisible();
  expect(page.url()).not.toContain("?");
}

/** A free time today; when the day is over or full, this minute over the calendar. */
export async function walkInNow(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New visit");
  const now = clinicTime(new Date());
  for (const time of await page.locator('input[name="start"]').all())
    if (clinicTime(new Date((await time.getAttribute("value"))!)).date === now.date) return time.check();
  await page.locator("summary", { hasText: "Another time, over the calendar" }).click();
  await page.getByLabel("Book over what is there, on purpose").check();
  await page.getByLabel("Day", { exact: true }).first().fill(now.date);
  await page.getByLabel("Time", { exact: true }).fill(now.time);
  await page.getByLabel("Reason").fill("Walked in after the last free time");
}
