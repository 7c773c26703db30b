// A visit from arrival to its signed note: typed, kept over a reload, refused for a technique out of scope, signed and shown.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { newPerson, fillNewPatient, signIn } from "./people";

test.describe.configure({ timeout: 180_000 });

/** Somebody who walks in to see Priya Nair now, over the calendar when it must be. */
async function walkIn(page: Page, name: string): Promise<string> {
  const person = newPerson(name);
  await page.goto("/desk/book");
  await page.getByLabel("Practitioner").selectOption({ label: "Priya Nair" });
  await page.waitForURL(/practitioner=[0-9a-f]/);
  await page.locator("summary", { hasText: "Another time, over the calendar" }).click();
  await page.getByLabel("Book over what is there, on purpose").check();
  await page.getByLabel("Time", { exact: true }).fill("21:30");
  await page.getByLabel("Reason").fill("Came late in the evening");
  await fillNewPatient(page, person, { email: false });
  await page.getByLabel("Every answer was no").check();
  await page.getByLabel("Walked in").check();
  await page.getByRole("button", { name: "Book the visit" }).click();
  await expect(page.getByText("Booked.", { exact: true })).toBeVisible({ timeout: 40_000 });
  await page.getByRole("button", { name: "Arrived", exact: true }).click();
  await expect(page.getByRole("button", { name: "Not arrived after all" })).toBeVisible();
  return page.url().split("?")[0]!;
}

test("a note by its parts is kept as it is typed and signed once @both", async ({ page, browser }) => {
  await signIn(page, "mina@harbour.test");
  const visit = await walkIn(page, "Olga Petrova");
  const practitioner = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(practitioner, "priya@harbour.test");
  await practitioner.goto(`${visit}/note`);
  await practitioner.getByLabel("Subjective").fill("Headache since Monday, worse after work.");
  await practitioner.locator("summary", { hasText: "Head and jaw" }).click();
  await practitioner.getByRole("group", { name: "Temple" }).getByLabel("Left").check();
  await practitioner.getByLabel("Pain 0–10").fill("6");
  await practitioner.getByLabel("The familiar pain").check();
  await practitioner.getByRole("button", { name: "Desk work" }).click();
  await expect(practitioner.locator("[data-kept]")).toHaveText(/^Kept at /);
  await expectAccessible(practitioner);

  // The kept words and marks are there again.
  await practitioner.waitForTimeout(1_500);
  await practitioner.reload();
  await expect(practitioner.getByLabel("Subjective")).toHaveValue("Headache since Monday, worse after work.");
  await expect(practitioner.getByLabel("Pain 0–10")).toHaveValue("6");
  await practitioner.getByLabel("Pressure 1–5").first().fill("9");
  await practitioner.getByRole("button", { name: "Sign the note" }).click();
  await expect(practitioner.getByText("Pressure: from 1 to 5.").first()).toBeVisible();
  await practitioner.getByLabel("Pressure 1–5").first().fill("3");
  await practitioner.getByRole("button", { name: "Sign the note" }).click();
  await practitioner.waitForURL(/#note$/);
  await expect(practitioner.getByText(/– Temple, left, local, pain 6 of 10, the familiar pain/)).toBeVisible();
  await expect(practitioner.getByText(/Trigger point pressure, upper trapezius, both, pressure 3 of 5/)).toBeVisible();
  await expectAccessible(practitioner);
  await practitioner.goto(`${visit}/note`);
  await expect(practitioner.getByText("This visit has a note, signed by Priya Nair.", { exact: false })).toBeVisible();
  await practitioner.context().close();
});

test("a file is attached to the chart, saved as it came, and withdrawn @both", async ({ page, browser }) => {
  await signIn(page, "mina@harbour.test");
  const visit = await walkIn(page, "Edda Lund");
  const priya = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(priya, "priya@harbour.test");
  await priya.goto(visit);
  await priya.getByRole("link", { name: "Edda Lund" }).first().click();
  await expect(priya.getByText(/^No files yet/)).toBeVisible();
  await priya.locator("summary", { hasText: "Attach a file" }).click();
  const file = Buffer.alloc(3_000_000, 0xa5);
  file.write("%PDF-1.7\n");
  const send = (name: string, buffer: Buffer) =>
    priya.getByLabel("The file").setInputFiles({ name, mimeType: "application/pdf", buffer });

  // Neither its name nor what the browser takes it for decides.
  await priya.getByLabel("What it is").fill("X-ray of the neck");
  await send("scan.pdf", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  await priya.getByRole("button", { name: "Attach the file" }).click();
  await expect(priya.getByText(/^A chart takes PDF, JPEG and PNG files/).first()).toBeVisible();
  await send("scan.pdf", Buffer.alloc(10 * 1024 * 1024 + 1));
  await priya.getByRole("button", { name: "Attach the file" }).click();
  await expect(priya.getByText(/^A file has at most 10 MB/).first()).toBeVisible();
  await expect(priya.getByLabel("What it is")).toHaveValue("X-ray of the neck");
  await send("Lund, Edda 1984.pdf", file);
  await priya.getByRole("button", { name: "Attach the file" }).click();
  const files = priya.getByRole("list", { name: "Files in the chart" });
  await expect(files).toContainText("X-ray of the neck");
  await expect(files).toContainText("PDF, 2.9 MB");
  await expect(files).toContainText("by Priya Nair");
  await expectAccessible(priya);

  const save = files.getByRole("link", { name: "Save X-ray of the neck" });
  const answer = await priya.request.get((await save.getAttribute("href"))!);
  expect((await answer.body()).equals(file)).toBe(true);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^attachment; filename="chart-file-[\d-]+\.pdf"$/),
    "content-security-policy": expect.stringContaining("sandbox"),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const [saved] = await Promise.all([priya.waitForEvent("download"), save.click()]);
  expect(saved.suggestedFilename()).toMatch(/^chart-file-[\d-]+\.pdf$/);
  // Who books for the patient does not see it.
  expect((await page.request.get((await save.getAttribute("href"))!)).status()).toBe(403);

  await files.locator("summary", { hasText: "Withdraw" }).click();
  await priya.getByRole("button", { name: "Withdraw the file" }).click();
  await expect(priya.getByText(/^Say why, such as/).first()).toBeVisible();
  await files.getByLabel("Why").fill("Belongs to somebody else");
  await expectAccessible(priya);
  await priya.getByRole("button", { name: "Withdraw the file" }).click();
  await expect(files).toContainText(/Withdrawn .* by Priya Nair: Belongs to somebody else/);
  await expect(save).toBeHidden();
  await expectAccessible(priya);
  await priya.context().close();
});

test("days that somebody is away are cleared visit by visit", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  await page.goto("/desk/away");
  await page.getByLabel("Who").selectOption({ label: "Marc Delorme" });
  await page.waitForURL(/practitioner=[0-9a-f]/);
  const day = new Date(Date.now() + (100 + Math.floor(Math.random() * 60)) * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("To day").fill(day);
  await page.getByLabel("From day").fill(day);
  await page.waitForURL(new RegExp(`from=${day}`));
  await expect(page.getByRole("heading", { name: /touched|Nothing is booked then/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Block these days/ }).click();
  await expect(page.getByText("For example: ill, course, moving house.").first()).toBeVisible();
  await page.getByLabel("Reason").fill("Course");
  await page.getByRole("button", { name: /^Block these days/ }).click();
  await expect(page.getByText(/^The days are blocked\./)).toBeVisible();
});

test("a phrase is inserted where one writes; a task for home and a referral are set, and the referral is answered", async ({
  page,
  browser,
}) => {
  await signIn(page, "mina@harbour.test");
  const visit = await walkIn(page, "Inga Holt");
  const priya = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(priya, "priya@harbour.test");
  await priya.goto("/desk/phrases");
  await priya.getByLabel("Short name").fill("Aftercare");
  await priya.getByLabel("The sentence").fill("Told what to expect for a day, and whom to call.");
  await priya.getByRole("button", { name: "Save the phrase" }).click();
  await expect(priya.getByText("Saved.")).toBeVisible();
  await expectAccessible(priya);

  // On a slow line somebody writes before the page's scripts are there.
  const scripts = Promise.withResolvers<void>();
  await priya.route("**/_next/static/**/*.js", async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await priya.goto(`${visit}/note`, { waitUntil: "commit" });
  await priya.getByLabel("Plan", { exact: true }).fill("Again next week.");
  await priya.locator("summary", { hasText: "Phrases to insert" }).click();
  await expect(priya.getByRole("button", { name: "Aftercare" }).first()).toBeDisabled();
  scripts.resolve();
  await priya.getByRole("button", { name: "Aftercare" }).first().click();
  await expect(priya.getByLabel("Plan", { exact: true })).toHaveValue(
    "Again next week. Told what to expect for a day, and whom to call.",
  );
  await expect(priya.locator("[data-kept]")).toHaveText(/^Kept at /);
  await expectAccessible(priya);

  await priya.goto(visit);
  await priya.getByRole("link", { name: "Inga Holt" }).first().click();
  await priya.locator("summary", { hasText: "Set a task for home" }).click();
  await priya.getByLabel("What", { exact: true }).fill("Chin tucks");
  await priya.getByLabel("How often").fill("Three times a day");
  await priya.getByRole("button", { name: "Set the task" }).click();
  await expect(priya.getByRole("list", { name: "Tasks for home" })).toContainText("Three times a day");
  await priya.locator("summary", { hasText: "Refer inside the clinic" }).click();
  await priya.getByLabel("To which discipline").selectOption({ label: "Physiotherapy" });
  await priya.getByLabel("To whom").selectOption({ label: "Tom Okafor, Physiotherapist" });
  await priya.getByLabel("Why, and what you would like to know").fill("Stiff after sitting; please look at movement.");
  await priya.getByRole("button", { name: "Send the referral" }).click();
  await expect(priya.getByRole("list", { name: "Referrals" })).toContainText("Waiting");
  await expectAccessible(priya);

  const tom = await (await browser.newContext()).newPage();
  await signIn(tom, "tom@harbour.test");
  await tom.goto("/desk/tasks");
  await expect(tom.getByRole("list", { name: "Referrals to answer" })).toContainText("Inga Holt");
  await expectAccessible(tom);
  await tom.getByRole("button", { name: "Accept the referral of Inga Holt" }).click();
  await expect(tom.getByText("Inga Holt")).toBeHidden();
  await priya.reload();
  await expect(priya.getByRole("list", { name: "Referrals" })).toContainText("Accepted");
  await Promise.all([priya.context().close(), tom.context().close()]);
});
