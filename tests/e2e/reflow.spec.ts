// The rest of a course planned again: after a miss, around days away and a pause, at a reassessment, and by the patient; every state can
// be used by everybody, on a telephone and at a desk.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { acceptCourse, draftWhiplashPlan, openOwnPlan } from "./courses";
import { bookByPhone, linkIn, mailTo, newPerson, signIn } from "./people";

test.describe.configure({ timeout: 300_000 });

const day = 86_400_000;
const title = (page: Page) => page.getByRole("heading", { level: 1 });
const coming = (page: Page) => page.getByRole("list", { name: "Visits to come" }).getByRole("listitem");
const group = (page: Page, word: string) => page.getByRole("list", { name: new RegExp(`^${word}: \\d+$`) });

/** `YYYY-MM-DD`, some days after a date. */
const after = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** Says yes; when a time went meanwhile, looks at the difference once more and says yes again, as the page asks. */
async function sayYes(page: Page, done: string | RegExp): Promise<void> {
  const changed = page.getByText("Something changed while you were looking. Nothing has moved.");
  for (let round = 0; round < 4; round++) {
    const before = page.url();
    await page.getByRole("button", { name: /^Accept – |^Leave the course|^Keep my visits/ }).click();
    await expect
      .poll(
        async () => (await page.getByText(done).isVisible()) || (page.url() !== before && (await changed.isVisible())),
        {
          timeout: 60_000,
        },
      )
      .toBe(true);
    if (await page.getByText(done).isVisible()) return;
  }
  throw new Error("the times of the difference went four times over");
}

const replanned = "Done. The visits stand as they were shown, and the patient gets all dates.";

/** A running plan of the clinic with a visit that was missed: the first or the last, so that two widths do not take the same one. */
async function openPlanWithMiss(page: Page, turn: "first" | "last"): Promise<string> {
  await page.goto("/desk/plans?status=active");
  const rows = page.getByRole("main").getByRole("listitem").locator('a[href*="/desk/plans/0"]');
  await expect(rows.first()).toBeVisible();
  const plans = await rows.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  for (const link of turn === "first" ? plans : plans.toReversed()) {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    if (await page.getByText(/visits? (was|were) missed\.$/).isVisible()) return link;
  }
  throw new Error("no running plan has a missed visit");
}

/** The day of the nth visit to come, read off the page of moving it. */
async function dayOfComing(page: Page, plan: string, index: number): Promise<string> {
  await coming(page).nth(index).getByRole("link").click();
  await expect(page.getByText(/^Now /).first()).toBeVisible();
  const said = /Now \w+, (\w+ \d+, \d{4})/.exec((await page.getByText(/^Now /).first().textContent()) ?? "")![1]!;
  await page.goto(plan);
  return new Date(`${said} UTC`).toISOString().slice(0, 10);
}

test("a missed visit is made up at the desk @both", async ({ page, isMobile }) => {
  await signIn(page, "mei-lin@harbour.test");
  const plan = await openPlanWithMiss(page, isMobile ? "last" : "first");
  await expectAccessible(page);
  // The missed visit itself leads there, too.
  await page.locator("summary", { hasText: /visits? so far$/ }).click();
  const missed = page.getByRole("list", { name: "Visits so far" }).getByRole("listitem").filter({ hasText: "Missed" });
  await missed.first().getByRole("link").click();
  await expect(page.getByText("This visit is part of a plan; the rest of it may need other times.")).toBeVisible();
  await page.getByRole("link", { name: "Plan the rest again" }).click();
  await expect(title(page)).toHaveText("Plan the rest again");
  await page.getByLabel("Make up missed visits").check();
  await page.getByRole("button", { name: "Show the difference" }).click();
  await page.waitForURL(/policy=make_up/);
  await expect(group(page, "New").getByText("makes up the missed one").first()).toBeVisible();
  await expectAccessible(page);
  // Looking moved nothing.
  await page.goto(plan);
  await expect(page.getByText(/visits? (was|were) missed\.$/)).toBeVisible();
  await page.goto(`${plan}/replan?policy=make_up`);
  const second = await page.context().newPage();
  await second.goto(`${plan}/replan?policy=make_up`);
  await sayYes(page, replanned);
  await expect(page.getByText(/visits? (was|were) missed\.$/)).toBeHidden();
  await expectAccessible(page);
  // Somebody who looked at the same moment is told, and shown what there is to decide now.
  await second.getByRole("button", { name: /^Accept – / }).click();
  await expect(second.getByText("Something changed while you were looking. Nothing has moved.")).toBeVisible();
  await expect(second.getByText("makes up the missed one")).toBeHidden();
  await expectAccessible(second);
});

test("days away, a pause and a held phase are planned around at the desk @both", async ({ page }) => {
  const person = newPerson("Nadia Petrov");
  await signIn(page, "tom@harbour.test");
  await bookByPhone(page, person, { practitioner: "Tom Okafor" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const booked = page.getByText("Accepted. All visits are booked.");
  await acceptCourse(page, /^At the clinic, visit by visit/, person.name, () => booked.isVisible());
  const plan = page.url().split("?")[0]!;
  await page.goto(plan);
  await expect(coming(page)).toHaveCount(21);
  const first = await dayOfComing(page, plan, 1);
  await expect(coming(page)).toHaveCount(21);
  const before = await coming(page).allTextContents();

  // A week away.
  await page.getByLabel("First day away").fill(after(first, 1));
  await page.getByLabel("Last day away").fill(after(first, 8));
  await page.getByRole("button", { name: "Keep these days free" }).click();
  await expect(title(page)).toHaveText("Plan the rest again");
  await expect(page.getByText(/booked while the patient is away\.$/)).toBeVisible();
  await expect(group(page, "Moved").getByRole("listitem").first()).toContainText("to ");
  await expectAccessible(page);
  await page.goto(plan);
  await expect(coming(page)).toHaveCount(21);
  expect(await coming(page).allTextContents()).toEqual(before);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Plan the rest again" }).click();
  await sayYes(page, replanned);
  await expect(page.getByText(/booked while the patient is away\.$/)).toBeHidden();
  await expect(coming(page).first()).toBeVisible();
  expect(await coming(page).allTextContents()).not.toEqual(before);

  // A pause, accepted only after it was taken up again.
  await page.locator("summary", { hasText: "Pause this plan" }).click();
  await page.getByLabel("First day of the pause").fill(after(first, 9));
  await page.getByLabel("Last day of the pause").fill(after(first, 24));
  await page.getByRole("button", { name: "Pause the plan" }).click();
  await expect(title(page)).toHaveText("Plan the rest again");
  await expect(page.getByText(/booked inside the pause\.$/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(plan);
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take the plan up again" }).click();
  await expect(page.getByText("The plan goes on after its pause.")).toBeVisible();
  await expectAccessible(page);
  await sayYes(page, replanned);

  // At the reassessment the phase is held: without a reason nothing is recorded.
  await page.locator("summary", { hasText: "Measure again and decide" }).click();
  await page.getByLabel(/^Pain, average of seven days/).fill("6");
  await page.getByRole("button", { name: "Keep these scores" }).click();
  await expect(page.getByText("The scores are kept.")).toBeVisible();
  await expect(page.getByText("proposed", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^Hold/).check();
  await page.getByRole("button", { name: "Record the decision" }).click();
  await expect(page.getByText("Write what the decision rests on.")).toBeVisible();
  await page.getByLabel(/^Hold/).check();
  await page.getByLabel("What it rests on").fill("A flare after the first week; measured again in three weeks.");
  await page.getByRole("button", { name: "Record the decision" }).click();
  await expect(page.getByText("Visits to come have changed phase.")).toBeVisible();
  await expectAccessible(page);
  await sayYes(page, replanned);
  await expect(page.getByText(/^Reassessed by/)).toBeVisible();
});

test("a patient says days away, cancels a visit, and says yes once each time @both", async ({
  page,
  browser,
}, info) => {
  const person = newPerson("Leila Farouk");
  await signIn(page, "priya@harbour.test");
  await bookByPhone(page, person, { practitioner: "Priya Nair" });
  await draftWhiplashPlan(page, person);
  await page.getByRole("button", { name: "Offer this plan" }).click();
  await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
  const link = linkIn(await mailTo(person.email, /^Something to look at from/));
  const { viewport, isMobile, hasTouch } = info.project.use;
  const device = { viewport: viewport ?? null, isMobile, hasTouch, locale: "en-CA", timezoneId: "America/Halifax" };
  const own = await browser.newContext(device);
  try {
    const patient = await own.newPage();
    await openOwnPlan(patient, link, person);
    const booked = patient.getByText(/^21 visits are booked\./);
    await acceptCourse(patient, /^Pay at the clinic, visit by visit/, person.name, () => booked.isVisible());
    const plan = patient.url().split("?")[0]!;
    await patient.goto(plan);
    await expectAccessible(patient);
    const first = await dayOfComing(patient, plan, 1);
    await expectAccessible(patient);

    await patient.getByLabel("First day away").fill(after(first, 1));
    await patient.getByLabel("Last day away").fill(after(first, 8));
    await patient.getByRole("button", { name: "Keep these days free" }).click();
    await expect(title(patient)).toHaveText("Plan the rest again");
    await expect(group(patient, "Moved")).toBeVisible();
    // How the rest stretches is the clinic's to choose.
    await expect(patient.getByRole("radio")).toHaveCount(0);
    await expectAccessible(patient);
    await sayYes(patient, "Done. Your visits stand as you saw them; we have sent you all dates.");
    await mailTo(person.email, /^Your appointments at/);
    await expect(patient.getByText(/booked while you are away\.$/)).toBeHidden();
    await expectAccessible(patient);

    // One visit is given up at the price that is shown; the plan then offers another time.
    await coming(patient).nth(2).getByRole("link").click();
    await expect(patient.getByText(/^Cancelling is free until /)).toBeVisible();
    await patient.locator("summary", { hasText: "Cancel this visit" }).click();
    await expectAccessible(patient);
    await patient.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(patient.getByText("The visit is cancelled.")).toBeVisible();
    await expect(patient.getByText(/^(One visit has|\d visits have) no time\.$/)).toBeVisible();

    // The same without JavaScript.
    const plain = await browser.newContext({
      ...device,
      javaScriptEnabled: false,
      storageState: await own.storageState(),
    });
    try {
      const bare = await plain.newPage();
      await bare.goto(plan);
      await bare.getByRole("link", { name: "Plan the rest again" }).click();
      await expect(group(bare, "New").getByRole("listitem").first()).toBeVisible();
      await sayYes(bare, "Done. Your visits stand as you saw them; we have sent you all dates.");
      await bare.getByRole("button", { name: /^Take back/ }).click();
      await expect(bare.getByText("These days are open for visits again.")).toBeVisible();
    } finally {
      await plain.close();
    }
  } finally {
    await own.close();
  }
});
