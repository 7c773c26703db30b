// A course of physiotherapy and massage from the examination to the last visit: offered, accepted, paid, moved and stopped.
import { expect, test, type Page } from "@playwright/test";
import { bookByPhone, linkIn, mailTo, newPerson, payByCard, signIn, someDay, type Person } from "./people";

test.describe.configure({ timeout: 300_000 });

/** From the patient's visit to a drafted T6, with the patient paying. */
async function draftWhiplashPlan(page: Page, person: Person): Promise<void> {
  await page.getByRole("link", { name: person.name }).click();
  await page.getByRole("link", { name: "Start an assessment" }).click();
  await page.getByLabel("What brings the patient in").fill("Neck pain since a fall from the bicycle");
  await page.getByLabel("How it began").selectOption({ label: "Suddenly" });
  await page.getByLabel("Muscles").fill("Tender upper trapezius, both sides");
  await page.getByLabel("Joints").fill("Rotation to the right half of the left");
  await page.getByLabel("Posture").fill("Head carried forward at the desk");
  await page.getByLabel("Movement").fill("Deep neck flexors tire after ten seconds");
  await page.getByLabel("Classification").selectOption({ label: "Whiplash acute" });
  await page.getByLabel("What keeps it going").fill("Sleep\nLong sitting");
  await page.getByLabel("Contributing").check();
  await page.getByLabel("Medium").check();
  await page.getByLabel(/^Pain, average of seven days/).fill("6");
  await page.getByLabel(/^Patient-specific function/).fill("4");
  await page.getByRole("button", { name: "Sign and choose a plan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a plan");
  await page.getByLabel(/^Recent whiplash, medium to high risk/).check();
  // Far enough ahead that stopping the plan costs nothing.
  await page.getByLabel("From", { exact: true }).fill(someDay(4, 10));
  await page.getByRole("button", { name: "Draft this plan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Plan for ${person.name}`);
  // The whole course stands in the calendar before anybody is asked.
  await expect(page.getByText("21 of 21")).toBeVisible({ timeout: 60_000 });
}

/** Says yes; when a time went meanwhile, looks at the new course and says yes again, as the page asks. */
async function accept(page: Page, payment: string | RegExp, name: string, done: () => Promise<boolean>) {
  const changed = page.getByText("Some times went while you were looking. Nothing is booked yet.");
  for (let round = 0; round < 4; round++) {
    await page.getByLabel(payment).check();
    await page.getByLabel("I have read this and agree.").check();
    await page.getByLabel("Sign with your full name").fill(name);
    const before = page.url();
    await page.getByRole("button", { name: "Accept and book 21 visits" }).click();
    await expect
      .poll(async () => (await done()) || (page.url() !== before && (await changed.isVisible())), { timeout: 60_000 })
      .toBe(true);
    if (await done()) return;
  }
  throw new Error("the times of the course went four times over");
}

test("two disciplines, from the examination to a paid course, moved once and then stopped", async ({
  page,
  browser,
}) => {
  const person = newPerson("Asha Raman");
  await signIn(page, "tom@harbour.test");
  await bookByPhone(page, person, { practitioner: "Tom Okafor" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const deskPlan = page.url().split("?")[0]!;

  const offer = await mailTo(person.email, /^Something to look at from/);
  expect(offer.text.replaceAll(/https?:\S+/g, "")).not.toMatch(/plan|whiplash|physio|massage/i);

  // The patient's own telephone or computer: nothing of the desk's session is there.
  const own = await browser.newContext({ locale: "en-CA", timezoneId: "America/Halifax" });
  const patient = await own.newPage();
  try {
    await patient.goto(linkIn(offer));
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Open your plan");
    await typeBirthDate(patient, person);
    await patient.getByRole("button", { name: "Send me a code" }).click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Type the code");
    const code = /\b\d{6}\b/.exec((await mailTo(person.email, /^Your code for/)).text)![0];
    await typeBirthDate(patient, person);
    await patient.getByLabel("The six digits from the e-mail").fill(code);
    await patient.getByRole("button", { name: "Open", exact: true }).click();

    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your plan");
    await expect(patient.locator("figure")).toBeVisible();
    await expect(patient.getByRole("list", { name: "Visits of the plan" }).getByRole("listitem")).toHaveCount(21);
    await expect(patient.getByText("You pay in all")).toBeVisible();

    // One visit at another time, before anything is booked.
    const offered = patient.getByRole("list", { name: "Visits of the plan" }).getByRole("listitem");
    await offered.last().getByRole("link").click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Other times for this visit");
    await patient.getByRole("radio").last().check();
    await patient.getByRole("button", { name: "Use this time" }).click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your plan");
    await expect(offered).toHaveCount(21);

    // Without a signature nothing happens, and the page says what is missing.
    await patient.getByRole("button", { name: "Accept and book 21 visits" }).click();
    await expect(patient.getByText("Write your full name to sign.").first()).toBeVisible();
    const payment = patient.getByLabel(/card number/i);
    await accept(patient, /^Pay a deposit now/, person.name, () => payment.isVisible());
    await payByCard(patient);
    await expect(patient.getByText("21 visits are booked. We have sent you all dates.")).toBeVisible({
      timeout: 90_000,
    });
    const dates = await mailTo(person.email, /^Your appointments at [^]*(?<!cancelled)$/);
    expect(dates.text).toContain("21 appointments are booked.");

    // One visit moves inside its window.
    const visits = patient.getByRole("list", { name: "Visits to come" }).getByRole("listitem");
    await expect(visits).toHaveCount(21);
    await visits.last().getByRole("link").click();
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Move this visit");
    await patient.getByRole("group", { name: "Times that fit" }).getByRole("radio").last().check();
    await patient.getByRole("button", { name: "Move the visit" }).click();
    await expect(patient.getByText("The visit has moved.")).toBeVisible();

    // Stopping cancels what is to come, and what was paid and not used goes back.
    await patient.locator("summary", { hasText: "Stop this plan" }).click();
    await patient.getByRole("button", { name: "Yes, stop and cancel 21 visits" }).click();
    await expect(patient.getByText(/^The plan is stopped, and the visits to come are cancelled/)).toBeVisible({
      timeout: 60_000,
    });
    await mailTo(person.email, /^Your appointments at .* are cancelled$/);
  } finally {
    await own.close();
  }

  await page.goto(deskPlan);
  await expect(page.getByText("Nothing is booked.")).toBeVisible();
  await page.getByRole("link", { name: person.name }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("Refunded", { exact: true }).count();
      },
      { timeout: 40_000 },
    )
    .toBeGreaterThan(0);
});

test("accepted at the clinic's screen and paid at the clinic, a visit moved at the desk", async ({ page }) => {
  const person = newPerson("Malik Osei");
  await signIn(page, "priya@harbour.test");
  await bookByPhone(page, person, { practitioner: "Priya Nair" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const booked = page.getByText("Accepted. All visits are booked.");
  await accept(page, /^At the clinic, visit by visit/, person.name, () => booked.isVisible());
  await mailTo(person.email, /^Your appointments at/);

  const visits = page.getByRole("list", { name: "Visits to come" }).getByRole("listitem");
  await expect(visits).toHaveCount(21);
  await visits.last().getByRole("link").click();
  await page
    .getByRole("button", { name: /^Move to / })
    .last()
    .click();
  await expect(page.getByText("The visit is booked at its new time.")).toBeVisible();

  await page.locator("summary", { hasText: "Stop this plan" }).click();
  await page.getByLabel("How does it end?").selectOption({ label: "The patient wants to stop" });
  await page.getByRole("button", { name: "Stop the plan and cancel what is to come" }).click();
  await expect(page.getByText("The plan is stopped; 21 visits are cancelled.")).toBeVisible({ timeout: 60_000 });
});

async function typeBirthDate(page: Page, { birth }: Person): Promise<void> {
  await page.getByLabel("Year").fill(birth.year);
  await page.getByLabel("Month").fill(birth.month);
  await page.getByLabel("Day", { exact: true }).fill(birth.day);
}
