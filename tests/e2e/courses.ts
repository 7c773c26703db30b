// A course of physiotherapy and massage at the browser: drafted, opened by its patient, and accepted.
import { expect, type Page } from "@playwright/test";
import { mailTo, someDay, type Person } from "./people";

export type Assessment = {
  condition: string;
  began: string;
  classification: string;
  scores: { pain: string; function: string; headacheDays?: string };
  template: RegExp;
  /** How many there are in the template. */
  visits: number;
};

const whiplash: Assessment = {
  condition: "Neck pain since a fall from the bicycle",
  began: "Suddenly",
  classification: "Whiplash acute",
  scores: { pain: "6", function: "4" },
  template: /^Recent whiplash, medium to high risk/,
  visits: 21,
};

/** From the patient's visit to a drafted T6, with the patient paying. */
export const draftWhiplashPlan = (page: Page, person: Person): Promise<void> => draftPlan(page, person, whiplash);

/** From the patient's visit to a drafted plan, with the patient paying. */
export async function draftPlan(page: Page, person: Person, found: Assessment): Promise<void> {
  await page.getByRole("link", { name: person.name }).click();
  await page.getByRole("link", { name: "Start an assessment" }).click();
  await page.getByLabel("What brings the patient in").fill(found.condition);
  await page.getByLabel("How it began").selectOption({ label: found.began });
  await page.getByLabel("Muscles").fill("Tender upper trapezius, both sides");
  await page.getByLabel("Joints").fill("Rotation to the right half of the left");
  await page.getByLabel("Posture").fill("Head carried forward at the desk");
  await page.getByLabel("Movement").fill("Deep neck flexors tire after ten seconds");
  await page.getByLabel("Classification").selectOption({ label: found.classification });
  await page.getByLabel("What keeps it going").fill("Sleep\nLong sitting");
  await page.getByLabel("Contributing").check();
  await page.getByLabel("Medium").check();
  await page.getByLabel(/^Pain, average of seven days/).fill(found.scores.pain);
  await page.getByLabel(/^Patient-specific function/).fill(found.scores.function);
  if (found.scores.headacheDays) await page.getByLabel(/^Headache days/).fill(found.scores.headacheDays);
  await page.getByRole("button", { name: "Sign and choose a plan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a plan");
  await page.getByLabel(found.template).check();
  // Far enough ahead that stopping the plan costs nothing.
  await page.getByLabel("From", { exact: true }).fill(someDay(4, 10));
  await page.getByRole("button", { name: "Draft this plan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Plan for ${person.name}`);
  // The whole course stands in the calendar before anybody is asked.
  await expect(page.getByText(`${found.visits} of ${found.visits}`)).toBeVisible({ timeout: 60_000 });
}

/** Says yes; when a time went meanwhile, looks at the new course and says yes again, as the page asks. */
export async function acceptCourse(
  page: Page,
  payment: string | RegExp,
  name: string,
  done: () => Promise<boolean>,
  visits = 21,
) {
  const changed = page.getByText("Some times went while you were looking. Nothing is booked yet.");
  for (let round = 0; round < 4; round++) {
    await page.getByLabel(payment).check();
    await page.getByLabel("I have read this and agree.").check();
    await page.getByLabel("Sign with your full name").fill(name);
    const before = page.url();
    await page.getByRole("button", { name: `Accept and book ${visits} visits` }).click();
    await expect
      .poll(async () => (await done()) || (page.url() !== before && (await changed.isVisible())), { timeout: 60_000 })
      .toBe(true);
    if (await done()) return;
  }
  throw new Error("the times of the course went four times over");
}

/** Opens a plan by its link like its patient: birth date, then the code from the mail. */
export async function openOwnPlan(page: Page, link: string, person: Person): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open your plan");
  await openByCode(page, person.email, () => typeBirthDate(page, person));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your plan");
}

/** A patient's own pages, whatever their plan; `birth` as `1986-04-17`. */
export async function openOwnPages(page: Page, who: { email: string; birth: string }): Promise<void> {
  const [year, month, day] = who.birth.split("-").map((part) => String(Number(part)));
  await page.goto("/harbour/me");
  await openByCode(page, who.email, async () => {
    await page.getByLabel("The e-mail address we have").fill(who.email);
    await typeBirthDate(page, { birth: { year: year!, month: month!, day: day! } });
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your pages");
}

/** What is typed to ask for the code is typed again with it. */
async function openByCode(page: Page, email: string, type: () => Promise<void>): Promise<void> {
  await type();
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Type the code");
  const code = /\b\d{6}\b/.exec((await mailTo(email, /^Your code for/)).text)![0];
  await type();
  await page.getByLabel("The six digits from the e-mail").fill(code);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

async function typeBirthDate(page: Page, { birth }: Pick<Person, "birth">): Promise<void> {
  await page.getByLabel("Year").fill(birth.year);
  await page.getByLabel("Month").fill(birth.month);
  await page.getByLabel("Day", { exact: true }).fill(birth.day);
}
