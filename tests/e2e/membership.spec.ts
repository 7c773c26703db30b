// A membership: offered by the owner, joined by a patient after an ended page, a declined card and the bank's question; a month that is refused loses nothing, and it ends with its month.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access.ts";
import { atDatabase, tellStandIn } from "./back-doors.ts";
import { openOwnPages } from "./courses.ts";
import { mailTo, payByCard, signIn } from "./people.ts";

type Who = { id: string; name: string; email: string; birth: string };

/** Somebody of the demo who comes, has no plan that runs, and is nobody else's test. */
const somebody = () =>
  atDatabase(async (sql) => {
    const rows = await sql<Who[]>`
      select p.id, p.name, p.email, p.birth_date::text as birth from patients p join clinics c on c.id = p.clinic_id
      where c.slug = 'harbour' and p.guardian_name is null and p.email like '%@%' and p.birth_date is not null
        and p.created_at < now() - interval '1 day' and p.language is null
        and not exists (select 1 from memberships m where m.patient_id = p.id)
        and not exists (select 1 from plans l where l.patient_id = p.id and l.status in ('active', 'offered', 'on_hold'))
        and (select count(*) from patients o where o.clinic_id = p.clinic_id and (o.email = p.email or o.name = p.name)) = 1
      order by p.id limit 1`;
    return rows[0]!;
  });

const address = "/harbour/me/membership";

/** Stripe's word takes a moment. */
const becomes = (page: Page, words: string | RegExp) =>
  expect(async () => {
    await page.goto(address);
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });

test("is offered, joined, refused a month without losing anything, paid by another card, and ended", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const who = await somebody();
  const name = `Upkeep ${Date.now().toString(36)}`;
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner, "ruth@harbour.test");
  await owner.goto("/owner/money/memberships");
  await owner.getByText("Offer a membership", { exact: true }).click();
  await owner.getByLabel("Name", { exact: true }).fill(name);
  await owner.getByLabel("Price a month").fill("119.00");
  await owner.getByLabel("Visits in each month").fill("2");
  await owner.getByRole("button", { name: "Offer the membership" }).click();
  await expect(owner.getByText("Choose at least one service.").first()).toBeVisible();
  const services = owner.getByRole("group", { name: "Of which services" });
  await services.getByRole("checkbox").first().check();
  await services.getByRole("checkbox").nth(1).check();
  await owner.getByRole("button", { name: "Offer the membership" }).click();
  await expect(owner.getByText(`${name}, $119.00 a month`)).toBeVisible();
  await expectAccessible(owner);

  await openOwnPages(page, who);
  await page.getByRole("link", { name: "Your membership" }).click();
  await expectAccessible(page);
  const join = page.getByRole("button", { name: `Join ${name}` });
  await join.click();
  // Its page ends unpaid: nothing has begun, and it can be joined again.
  await page.getByLabel(/card number/i).waitFor();
  const session = new URL(page.url()).pathname.split("/").at(-1)!;
  await tellStandIn({ expireSession: session });
  await page.goto(address);
  await join.click();
  await payByCard(page, "4000 0000 0000 0002", who.email);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  // The bank asks first: told no, nothing is paid; then told yes.
  for (const answer of ["Decline", "Approve payment"]) {
    await payByCard(page, "4000 0027 6000 3184", who.email);
    await page.getByRole("button", { name: answer }).click();
    if (answer === "Decline") await expect(page.getByText("Your bank did not approve this")).toBeVisible();
  }
  await page.waitForURL(/\/me\/membership/);
  await becomes(page, "2 visits are left to use.");
  await expect(page.getByText(/^\$119\.00, /)).toBeVisible();
  await page.getByRole("button", { name: "Change the card" }).click();
  await payFor(page, who.email);
  await becomes(page, /ending 4242/);
  await expectAccessible(page);

  await tellStandIn({ keptCards: { email: who.email, chargedLater: "asks" }, endMonthOf: who.email });
  await becomes(page, "Your bank wants you to confirm this month");
  await expect(page.getByText(/Your appointments stay as they are/)).toBeVisible();
  await expectAccessible(page);
  const mail = await mailTo(who.email, /^This month’s payment to/);
  expect(mail.text).toContain("Your appointments stay as they are.");
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "mina@harbour.test");
  await desk.goto(`/desk/patients/${who.id}`);
  await expect(desk.getByText("This month is open")).toBeVisible();
  await desk.goto("/desk/tasks");
  await expect(desk.getByText("Call about a membership whose month is open").first()).toBeVisible();

  await tellStandIn({ keptCards: { email: who.email, chargedLater: "passes" } });
  await page.getByRole("button", { name: "Confirm, or use another card" }).click();
  await payFor(page, who.email);
  await becomes(page, "4 visits are left to use.");
  // A clinic's books know each month once.
  const months = await atDatabase(
    (sql) => sql`select 1 from packages g join payments p on p.package_id = g.id where g.patient_id = ${who.id}
      and g.membership_id is not null`,
  );
  expect(months).toHaveLength(2);

  await page.getByText("End the membership", { exact: true }).click();
  await page.getByRole("button", { name: /^End it on / }).click();
  await expect(page.getByText("Your membership ends with the month that is paid.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Let it go on after all" })).toBeVisible();
  await expectAccessible(page);
  await tellStandIn({ endMonthOf: who.email });
  await becomes(page, "Join again");
  await expect(page.getByText("2 of 2 left").first()).toBeVisible();

  await owner.goto("/owner/money/memberships");
  await owner.getByRole("button", { name: `Stop offering ${name}` }).click();
  await expect(owner.getByText(`${name}, $119.00 a month`)).toBeHidden();
});

test("joined in two tabs and told three times it is one; while a month is open it is ended at once @both", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const who = await somebody();
  const name = `Twofold ${Date.now().toString(36)}`;
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner, "ruth@harbour.test");
  await owner.goto("/owner/money/memberships");
  await owner.getByText("Offer a membership", { exact: true }).click();
  await owner.getByLabel("Name", { exact: true }).fill(name);
  await owner.getByLabel("Price a month").fill("60.00");
  await owner.getByLabel("Visits in each month").fill("1");
  await owner.getByRole("group", { name: "Of which services" }).getByRole("checkbox").first().check();
  await owner.getByRole("button", { name: "Offer the membership" }).click();
  await expect(owner.getByText(`${name}, $60.00 a month`)).toBeVisible();

  await openOwnPages(page, who);
  await page.goto(address);
  const other = await page.context().newPage();
  await other.goto(address);
  const join = (tab: Page) => tab.getByRole("button", { name: `Join ${name}` });
  const card = (tab: Page) => tab.getByLabel(/card number/i);
  await join(page).click();
  await card(page).waitFor();
  // The page that was opened first is closed, so that nobody pays on both.
  await join(other).click();
  await card(other).waitFor();
  await payByCard(page, undefined, who.email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await page.goto(other.url());
  await tellStandIn({ webhookCopies: 3 });
  for (const tab of [other, page]) {
    await payByCard(tab, undefined, who.email);
    await tab.waitForURL(/\/me\/membership/);
  }
  await becomes(page, "1 visit is left to use.");
  await tellStandIn({ webhookCopies: 1 });
  const months = () =>
    atDatabase(
      (sql) => sql`select 1 from packages g join payments p on p.package_id = g.id where g.patient_id = ${who.id}
        and g.membership_id is not null`,
    );
  expect(await months()).toHaveLength(1);

  await tellStandIn({ keptCards: { email: who.email, chargedLater: "is refused" }, endMonthOf: who.email });
  await becomes(page, "Your card did not pay this month");
  await page.getByText("End the membership", { exact: true }).click();
  await expect(page.getByText("It ends at once, and the month that is open is asked for no more.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "End it now" }).click();
  await expect(page.getByText("Your membership has ended. Nothing more is charged.")).toBeVisible();
  await expect(page.getByText("1 of 1 left")).toBeVisible();
  await expectAccessible(page);
  await tellStandIn({ keptCards: { email: who.email, chargedLater: "passes" }, endMonthOf: who.email });
  await becomes(page, "Join again");
  expect(await months()).toHaveLength(1);

  await owner.reload();
  await owner.getByRole("button", { name: `Stop offering ${name}` }).click();
  await expect(owner.getByText(`${name}, $60.00 a month`)).toBeHidden();
});

/** A page that keeps a card asks for it in other words. */
async function payFor(page: Page, email: string): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/card number/i).fill("4242 4242 4242 4242");
  await page.getByLabel(/expir/i).fill("12 / 34");
  await page.getByLabel(/security|cvc/i).fill("123");
  await page.getByLabel(/name on/i).fill("Asha Rao");
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(/\/me\/membership/);
}
