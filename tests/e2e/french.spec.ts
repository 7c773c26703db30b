// A patient in treatment reads French: each of their own pages, and what its forms refuse, without a word of English on a telephone of 320 px. What the clinic itself has written stays as it is.
import { expect, test, type Page } from "@playwright/test";
import { messagesKey } from "../../lib/messages/message-key.ts";
import { planToken } from "../../lib/plans/plan-token.ts";
import { expectAccessible } from "./access.ts";
import { atDatabase } from "./back-doors.ts";
import { openOwnPages } from "./courses.ts";

test.use({ viewport: { width: 320, height: 720 } });

type Who = { name: string; email: string; birth: string; plan: string; patient: string; clinic: string };

/** Somebody of the demo whose plan stands like this and whom no other test is about. */
const somebody = (status: "active" | "offered"): Promise<Who> =>
  atDatabase(async (sql) => {
    const rows = await sql<Who[]>`
      select p.name, p.email, p.birth_date::text as birth, l.id as plan, p.id as patient, c.id as clinic
      from plans l join clinics c on c.id = l.clinic_id join patients p on p.clinic_id = l.clinic_id and p.id = l.patient_id
      where c.slug = 'harbour' and l.status = ${status} and p.guardian_name is null and p.email like '%@%'
        and p.created_at < now() - interval '1 day'
        and (l.status = 'offered' or exists (select 1 from appointments a where a.patient_id = p.id and a.status = 'booked'
          and a.starts_at > now() + interval '1 day'))
        and not exists (select 1 from screens s where s.patient_id = p.id and s.tier in ('A', 'B'))
        and (select count(*) from patients o where o.clinic_id = p.clinic_id and o.email = p.email) = 1
      order by l.id limit 1`;
    return rows[0]!;
  });

const keys = (who: Who) => ({ clinicId: who.clinic, secret: process.env["AUTH_SECRET"]! });

/** Words that no French sentence has. */
const english =
  /(?<!\p{L})(the|your|you|and|with|we|is|are|this|visits?|from|until|please|not|of|to|what|how|when)(?!\p{L})/iu;

async function expectFrench(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "fr-CA");
  const texts = await page.evaluate(() => {
    // Named or written by the clinic, or in English until somebody has approved it in French, which the page says.
    const kept =
      "script, style, [lang]:not(html):not([lang^=fr]), #home li, #consent h3, #consent .measure, header a, footer";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walk.nextNode()) {
      const { parentElement, textContent } = walk.currentNode;
      if (!parentElement?.closest(kept)) found.push(textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
      if (!element.closest(kept))
        for (const name of ["aria-label", "placeholder", "title"]) found.push(element.getAttribute(name) ?? "");
    return [document.title, ...found].filter((text) => text.trim());
  });
  const named = /\S+@\S+|Consent to [a-z]+|Harbour [A-Z][\w &]+/g;
  expect.soft(texts.filter((text) => english.test(text.replaceAll(named, "")))).toEqual([]);
  await expectAccessible(page);
}

async function openInFrench(page: Page, who: Who): Promise<void> {
  await openOwnPages(page, who);
  await page.getByRole("button", { name: "Français" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vos pages");
}

test("each of a patient's own pages is in French", async ({ page }) => {
  const who = await somebody("active");
  await openInFrench(page, who);
  const plan = `/harbour/plan/${planToken(keys(who), who.plan)}`;
  const messages = `/harbour/messages/${messagesKey(keys(who), who.patient)}`;
  const own = ["", "/check-in", "/agreed", "/diary", "/proof", "/membership"].map((page) => `/harbour/me${page}`);
  for (const address of [...own, "/harbour/gift-cards", messages, plan, `${plan}/replan`, `${plan}/money`]) {
    await page.goto(address);
    await expectFrench(page);
  }
  for (const further of ["/receipts/", "/money/2"]) {
    const link = page.locator(`a[href*="${further}"]`).first();
    if (!(await link.count())) continue;
    await page.goto((await link.getAttribute("href"))!);
    await expectFrench(page);
    await page.goto(`${plan}/money`);
  }
  await page.goto(plan);
  await page.locator('a[href*="/visit/"]').first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Déplacer cette visite");
  await expectFrench(page);
});

test("an offered plan is in French, and its agreement in English until it is approved", async ({ page }) => {
  const who = await somebody("offered");
  await openInFrench(page, who);
  await page.goto(`/harbour/plan/${planToken(keys(who), who.plan)}`);
  await expect(page.getByRole("heading", { name: "Chaque visite" })).toBeVisible();
  await page.locator("details summary").first().click();
  await expectFrench(page);
  await expect(page.locator("#accept [lang=en]").first()).toContainText("I");
  await page.getByRole("button", { name: /^Accepter et réserver/ }).click();
  const missing = page.getByRole("alert", { name: "Veuillez revoir ceci" });
  await expect(missing).toContainText("Écrivez votre nom complet pour signer.");
  await expectFrench(page);
});

test.describe("a browser that asks for French, without JavaScript", () => {
  test.use({ locale: "fr-CA", javaScriptEnabled: false });
  test("is let in and told what is missing in French", async ({ page }) => {
    await page.goto("/harbour/me");
    await page.getByRole("button", { name: "M’envoyer un code" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entrez le code");
    await page.getByRole("button", { name: "Ouvrir" }).click();
    await expect(page.getByRole("alert")).toContainText("Ce code et cette date de naissance");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr-CA");
  });
});
