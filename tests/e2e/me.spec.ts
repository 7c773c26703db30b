// A patient between visits: in by code, why visits spread out, and a check-in whose warning sign rests the plan and puts a call on the desk.
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible } from "./access.ts";
import { openOwnPages } from "./courses.ts";
import { signIn } from "./people.ts";

type Who = { name: string; email: string; birth: string; plan: string };

/** Somebody of the demo in treatment whom no other test is about; another one for each width. */
async function somebody(nth: number): Promise<Who> {
  const sql = postgres(process.env["DATABASE_URL"]!, { max: 1, onnotice: () => {} });
  const rows = await sql<Who[]>`
    select p.name, p.email, p.birth_date::text as birth, l.id as plan
    from plans l join clinics c on c.id = l.clinic_id join patients p on p.clinic_id = l.clinic_id and p.id = l.patient_id
    where c.slug = 'harbour' and l.status = 'active' and p.guardian_name is null and p.email like '%@%'
      -- Not those whom the other tests make while this one runs: their mailboxes hold codes of their own.
      and p.created_at < now() - interval '1 day'
      and not exists (select 1 from screens s where s.patient_id = p.id and s.tier in ('A', 'B'))
      and exists (select 1 from appointments a where a.patient_id = p.id and a.status = 'booked'
        and a.starts_at > now() + interval '1 day')
      and (select count(*) from patients o where o.clinic_id = p.clinic_id and o.name = p.name) = 1
    order by l.id desc limit 1 offset ${nth}`;
  await sql.end();
  return rows[0]!;
}

test("checks in without JavaScript, and a warning sign stops the plan @both", async ({ browser, page }, info) => {
  const who = await somebody(info.project.name === "desktop" ? 0 : 1);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 720 } });
  const phone = await context.newPage();
  await openOwnPages(phone, who);
  const why = phone.getByRole("region", { name: "Why your visits spread out" });
  await expect(why).toContainText("the gaps grow");
  await expect(why.getByText(/\d+ visits?, about /).first()).toBeVisible();

  await phone.getByRole("link", { name: "Check in" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("How are you?");
  for (const select of await phone.locator("main select").all()) await select.selectOption("3");
  for (const name of ["soreForDays", "nerveSign"]) {
    const no = phone.locator(`input[name=${name}][value=no]`);
    if (await no.count()) await no.check();
  }
  await phone.locator("input[name=anythingNew][value=yes]").check();
  const asked = phone.locator("fieldset").filter({ hasText: "Have you had a sudden, severe headache" });
  await asked.getByLabel("Yes", { exact: true }).check();
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await expect(phone.getByText("Get emergency care now")).toBeVisible();
  await expect(phone.getByText("Your plan rests until a clinician has looked")).toBeVisible();

  // What they agreed to, and one of it taken back.
  await phone.goto("/harbour/me");
  await phone.getByRole("link", { name: "All that you agreed to, and taking it back" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("What you agreed to");
  const statistics = phone.getByRole("listitem").filter({ hasText: "Statistics of the clinic" });
  await statistics.getByRole("button", { name: /^Take it back/ }).click();
  await expect(phone.getByText("Saved. It holds from now on.")).toBeVisible();
  await expect(statistics.getByText(/^No since /)).toBeVisible();

  // The same pages with scripts: whole for everybody at the narrowest width.
  const state = await context.storageState();
  await context.close();
  const scripted = await browser.newContext({ storageState: state, viewport: { width: 320, height: 720 } });
  const looked = await scripted.newPage();
  for (const address of ["/harbour/me", "/harbour/me/check-in", "/harbour/me/diary", "/harbour/me/agreed"]) {
    await looked.goto(address);
    await expectAccessible(looked);
  }
  await scripted.close();

  await signIn(page, "mina@harbour.test");
  await page.goto("/desk/tasks");
  const call = page.getByRole("listitem").filter({ hasText: who.name });
  await expect(call.getByText("Call today: health answers ask for emergency care")).toBeVisible();
  await page.goto(`/desk/plans/${who.plan}`);
  await expect(page.getByText(/review first|health answers/i).first()).toBeVisible();
});
