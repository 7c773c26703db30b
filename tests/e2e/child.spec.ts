// A parent and a child: asked for, allowed by the desk, the child's plan and visits seen and a visit booked, back to one's own pages, and over on the day of the rule.
import { expect, test, type Page } from "@playwright/test";
import { planToken } from "../../lib/plans/plan-token.ts";
import { expectAccessible, expectTurnsOver } from "./access.ts";
import { atDatabase } from "./back-doors.ts";
import { openOwnPages } from "./courses.ts";
import { answerScreen, chooseTime, mailTo, newPerson, signIn, walkToCheck } from "./people.ts";

test.use({ viewport: { width: 320, height: 720 } });

type Child = { id: string; clinic: string; name: string; plan: string; day: string };

/** Somebody of the demo in treatment whom no other test is about, as a child without an address of their own. */
const childInTreatment = (birthDate: string): Promise<Child> =>
  atDatabase(async (sql) => {
    const [row] = await sql<Child[]>`
      select p.id, p.clinic_id as clinic, p.name, l.id as plan,
        (select to_char(min(a.starts_at) at time zone c.time_zone, 'FMMonth FMDD') from appointments a
          where a.patient_id = p.id and a.status = 'booked' and a.starts_at > now() + interval '2 hours') as day
      from plans l join clinics c on c.id = l.clinic_id join patients p on p.clinic_id = l.clinic_id and p.id = l.patient_id
      where c.slug = 'harbour' and l.status = 'active' and p.guardian_name is null
        and p.created_at < now() - interval '1 day'
        and not exists (select 1 from screens s where s.patient_id = p.id and s.tier in ('A', 'B'))
        and exists (select 1 from appointments a where a.patient_id = p.id and a.status = 'booked'
          and a.starts_at > now() + interval '1 day')
        and (select count(*) from patients o where o.clinic_id = p.clinic_id and o.name = p.name) = 1
      order by l.id desc offset 9 limit 1`;
    await sql`update patients set birth_date = ${birthDate}::date, email = null, mobile = null where id = ${row!.id}`;
    return row!;
  });

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a parent turns to their child's pages, books for them, turns back, and it ends by itself", async ({
  page,
  browser,
}) => {
  const birth = { year: "2018", month: "5", day: "2" };
  const child = await childInTreatment("2018-05-02");
  const parent = newPerson("Paula Parent");
  await walkToCheck(page, parent);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(heading(page)).toHaveText("Your visit is booked");
  await openOwnPages(page, {
    email: parent.email,
    birth: `${parent.birth.year}-${parent.birth.month.padStart(2, "0")}-${parent.birth.day}`,
  });

  // Asked for: nothing of the child is shown before the desk has looked at papers.
  await page.locator("summary", { hasText: "Add somebody you look after" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ask the clinic" }).click();
  await expect(page.getByText("Enter their full name.").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Their full name").fill(child.name);
  await page.getByLabel("Year").fill(birth.year);
  await page.getByLabel("Month").fill(birth.month);
  await page.getByLabel("Day", { exact: true }).fill(birth.day);
  await page.getByLabel("Parent", { exact: true }).check();
  await page.getByRole("button", { name: "Ask the clinic" }).click();
  await expect(page.getByText("We have your request.")).toBeVisible();
  await expect(page.getByText("Waits for the clinic")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Turn to their pages/ })).toHaveCount(0);

  const staff = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(staff, "mina@harbour.test");
  await staff.goto("/desk/tasks");
  const call = staff.getByRole("listitem").filter({ hasText: parent.name });
  await call.getByRole("link", { name: "Patient" }).click();
  await expect(heading(staff)).toContainText(parent.name);
  const asks = staff.getByRole("region", { name: "Acting for somebody" });
  await asks.locator("summary", { hasText: "Say yes" }).click();
  await asks.getByLabel(child.name).check();
  await asks.getByLabel("What you have seen").fill("Birth certificate and passport");
  await expectAccessible(staff);
  await asks.getByRole("button", { name: "Say yes" }).click();
  await expect(asks.getByRole("listitem").filter({ hasText: "Acts for" })).toContainText("Parent, until");
  await staff.close();

  // The child's plan, visits and the pages behind them.
  await page.goto("/harbour/me");
  await expect(page.getByText("Parent, until Thursday, May 2, 2030")).toBeVisible();
  await page.getByRole("button", { name: new RegExp(`^Turn to their pages.*${child.name}`) }).click();
  const whose = page.getByRole("complementary", { name: "Whose pages these are" });
  await expect(whose).toContainText(`You act for ${child.name}.`);
  await expect(page.getByText(/^Next: /)).toContainText(child.day);
  await expect(page.getByRole("region", { name: "Your visits", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "People you look after" })).toHaveCount(0);
  const { secret, clinicId } = { secret: process.env["AUTH_SECRET"]!, clinicId: child.clinic };
  const plan = `/harbour/plan/${planToken({ clinicId, secret }, child.plan)}`;
  for (const address of ["/harbour/me", "/harbour/me/check-in", "/harbour/me/diary", "/harbour/me/agreed", plan]) {
    await page.goto(address);
    await expect(whose).toContainText(child.name);
    await expectAccessible(page);
    await expectTurnsOver(page);
  }
  await page.locator('a[href*="/visit/"]').first().click();
  await expect(heading(page)).toHaveText("Move this visit");
  await expectAccessible(page);

  // A visit for the child: their name is there already, and the parent hears of it.
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await expect(page.getByLabel("Full name of the person who comes")).toHaveValue(child.name);
  await expect(page.getByLabel("E-mail", { exact: true })).toHaveValue(parent.email);
  await page.getByRole("button", { name: "Continue to health questions" }).click();
  await expect(heading(page)).toHaveText("Is any of this happening now?");
  await expectAccessible(page);
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("Anything your practitioner should know?");
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue to check" }).click();
  await expect(heading(page)).toHaveText("Check and book");
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(heading(page)).toHaveText("Your visit is booked");
  const booked = () =>
    atDatabase(
      (sql) => sql<{ patient: string }[]>`select a.patient_id as patient from appointments a
        where a.patient_id = ${child.id} and a.visit_id is null and a.booked_via = 'online' and a.created_at > now() - interval '5 minutes'`,
    );
  expect(await booked()).toEqual([{ patient: child.id }]);
  await mailTo(parent.email, /^Your appointment at/);

  await whose.getByRole("button", { name: "Back to your own pages" }).click();
  await expect(whose).toHaveCount(0);
  await expect(page.getByText("There is no plan for you yet.")).toBeVisible();
  // The plan's own link opens for whoever acts for the child alone.
  await page.goto(plan);
  await expect(heading(page)).toHaveText("Open your plan");

  // On the twelfth birthday: in the middle of the child's pages, without a word from anybody.
  await page.goto("/harbour/me");
  await page.getByRole("button", { name: new RegExp(`^Turn to their pages.*${child.name}`) }).click();
  await expect(whose).toBeVisible();
  await atDatabase(
    (sql) => sql`update guardianships set from_on = from_on - 2, until_on = from_on - 1 where patient_id = ${child.id}`,
  );
  await page.goto(plan);
  await expect(heading(page)).toHaveText("Open your plan");
  await expect(whose).toHaveCount(0);
  await page.goto("/harbour/me");
  await expect(page.getByText("This is over. If it should go on, ask the clinic.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Turn to their pages/ })).toHaveCount(0);
  await expectAccessible(page);
});
