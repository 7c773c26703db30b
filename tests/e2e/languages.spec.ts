// A guest books in French and in Punjabi on a telephone of 320 px: every page in their language, none wider than the screen, each clean for axe. The switch works without JavaScript.
import { expect, test, type Page } from "@playwright/test";
import type { Language } from "../../lib/languages/language.ts";
import { wordsOf } from "../../lib/languages/words.ts";
import { expectAccessible, expectTurnsOver } from "./access";
import { atDatabase } from "./back-doors";
import { answerScreen, mailTo, newPerson, signIn, someDay, type Person } from "./people";

test.use({ viewport: { width: 320, height: 700 } });

async function isIn(page: Page, lang: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", lang);
  await expectAccessible(page);
}

async function walk(page: Page, as: { language: Language; lang: string; name: string; person: Person }): Promise<void> {
  const { front, times, booking, visit, frame } = wordsOf(as.language);
  await page.goto("/harbour");
  await expect(page.locator("html")).toHaveAttribute("lang", "en-CA");
  await page.getByRole("button", { name: as.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(front.head);
  await isIn(page, as.lang);

  await page.getByRole("link", { name: front.bookAssessment }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(times.title);
  await isIn(page, as.lang);
  await page.goto(`${page.url().split("?")[0]}?from=${someDay(8, 60)}`);
  await page.locator('details[open] button[name="start"]').last().click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(booking.details.title);
  await page.getByRole("button", { name: booking.detailsForm.go }).click();
  await expect(page.getByRole("alert", { name: frame.parts.lookAgain })).toBeVisible();
  await isIn(page, as.lang);
  const { name, email, birth } = as.person;
  const typed = { name, email, birthDateYear: birth.year, birthDateMonth: birth.month, birthDateDay: birth.day };
  for (const [field, text] of Object.entries(typed)) await page.locator(`input[name="${field}"]`).fill(text);
  await page.getByRole("button", { name: booking.detailsForm.go }).click();

  // Nobody has approved the health questions in this language: they are asked in English, and that is said.
  await expect(page.getByText(frame.notApproved.slice(0, 30))).toBeVisible();
  await expect(page.locator("main [lang=en]").first()).toContainText("Is any of this happening now?");
  await isIn(page, as.lang);
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anything your practitioner should know?");
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue to check" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(booking.check.title);
  await isIn(page, as.lang);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: booking.check.payClinic }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(visit.title.booked);
  await isIn(page, as.lang);

  await page.getByRole("link", { name: visit.change.move }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(times.move.title);
  await isIn(page, as.lang);
}

test("books in French", async ({ page }) => {
  const person = newPerson("Camille Roy");
  await walk(page, { language: "fr", lang: "fr-CA", name: "Français", person });
  const mail = await mailTo(person.email, /^Votre rendez-vous chez Harbour/);
  expect(mail.text).toContain("heure de Vancouver");
  // What is not written in a language is whole in English, and says so.
  await page.goto("/harbour/articles");
  await expect(page.locator("html")).toHaveAttribute("lang", "en-CA");
  await expect(page.getByText(wordsOf("fr").frame.onlyEnglish)).toBeVisible();
});

test("books in Punjabi", async ({ page }) => {
  await walk(page, { language: "pa", lang: "pa-Guru-CA", name: "ਪੰਜਾਬੀ", person: newPerson("Jaspreet Gill") });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the switch leads back to the page it was pressed on, and is kept", async ({ page }) => {
    await page.goto("/harbour");
    await page.getByRole("link", { name: wordsOf("en").front.bookAssessment }).click();
    const day = someDay(8, 60);
    await page.goto(`${page.url()}?from=${day}`);
    await page.getByRole("button", { name: "ਪੰਜਾਬੀ" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(wordsOf("pa").times.title);
    expect(page.url()).toContain(`?from=${day}`);
    await page.locator('details[open] button[name="start"]').last().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(wordsOf("pa").booking.details.title);
    await page.getByRole("button", { name: wordsOf("pa").booking.detailsForm.go }).click();
    await expect(page.getByText("ਪੂਰਾ ਨਾਂ ਲਿਖੋ।").first()).toBeVisible();
  });
});

for (const [language, locale] of [
  ["zh-Hans", "zh-CN"],
  ["zh-Hant", "zh-HK"],
] as const)
  test.describe(`a browser that asks for ${locale}`, () => {
    test.use({ locale });
    test("is answered in Chinese, on pages that also turn over from right to left", async ({ page }) => {
      await page.goto("/harbour");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(wordsOf(language).front.head);
      await isIn(page, language);
      await expectTurnsOver(page);
      await page.getByRole("link", { name: wordsOf(language).front.bookAssessment }).click();
      await isIn(page, language);
      await expectTurnsOver(page);
    });
  });

test("health questions are asked in a language once a named person has approved them, and in English again when that is taken back", async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "mei-lin@harbour.test");
  await page.goto("/desk/languages");
  await page.getByRole("link", { name: "繁體中文" }).click();
  await expect(page.getByText("您發燒嗎？")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/I have read every line/).check();
  await page.getByLabel("Your full name").fill("Mei-Lin Chow");
  await page.getByRole("button", { name: "Approve 繁體中文" }).click();
  await expect(page.getByText("Approved by Mei-Lin Chow").first()).toBeVisible();

  const { booking, front, frame, times } = wordsOf("zh-Hant");
  const phone = await browser.newContext({ locale: "zh-HK", viewport: { width: 320, height: 700 } });
  const guest = await phone.newPage();
  await guest.goto("/harbour");
  await guest.getByRole("link", { name: front.bookAssessment }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText(times.title);
  await guest.goto(`${guest.url().split("?")[0]}?from=${someDay(8, 60)}`);
  await guest.locator('details[open] button[name="start"]').last().click();
  const { name, email, birth } = newPerson("Lai Wan");
  const typed = { name, email, birthDateYear: birth.year, birthDateMonth: birth.month, birthDateDay: birth.day };
  for (const [field, text] of Object.entries(typed)) await guest.locator(`input[name="${field}"]`).fill(text);
  await guest.getByRole("button", { name: booking.detailsForm.go }).click();
  await expect(guest.getByText("您發燒嗎？")).toBeVisible();
  await expect(guest.getByText(frame.notApproved.slice(0, 12))).toHaveCount(0);
  await isIn(guest, "zh-Hant");
  await guest.locator("input[name=sudden_headache][value=yes]").check();
  for (const no of await guest.locator("input[value=no]:not([name=sudden_headache])").all())
    if (await no.isVisible()) await no.check();
  await guest.getByRole("button", { name: booking.health.go }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("請立即尋求急救");
  await isIn(guest, "zh-Hant");
  // Kept with the answers: in which language, and the wording that she has approved.
  const read = await atDatabase(
    (sql) => sql<{ language: string; approved: string }[]>`
      select s.language, c.approved_name as approved from screens s
      join care_text_approvals c on c.clinic_id = s.clinic_id and c.language = s.language and c.version = s.wording
      where s.answers ->> 'sudden_headache' = 'yes' and s.answered_at > now() - interval '5 minutes'
      order by s.answered_at desc limit 1`,
  );
  expect(read).toEqual([{ language: "zh-Hant", approved: "Mei-Lin Chow" }]);

  await page.getByRole("button", { name: "Show them in English again" }).click();
  await expect(page.getByRole("button", { name: "Show them in English again" })).toHaveCount(0);
  await expect(async () => {
    await guest.reload();
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Get emergency care now", { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await phone.close();
});
