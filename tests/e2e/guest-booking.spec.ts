// A guest books an assessment: with and without JavaScript, paying at the clinic or online, then moves and cancels by the mail's link.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, minuteRound, paidIsToldAgain, sessionAt, tellStandIn, timesCharged } from "./back-doors";
import { chooseTime, linkIn, mailTo, newPerson, payByCard, payPastTheBank, walkToCheck, type Person } from "./people";

/** What stands of somebody's bookings and of the pages they were asked to pay on. */
const bookingsOf = ({ email }: Person) =>
  atDatabase(
    (sql) => sql<{ chain: string; practitioner: string; service: string; start: Date; status: string }[]>`
      select a.chain_id as chain, a.practitioner_id as practitioner, a.service_id as service, a.starts_at as start, a.status
        from appointments a join patients p on p.clinic_id = a.clinic_id and p.id = a.patient_id
        where p.email = ${email}`,
  );
const pagesOf = (chain: string) =>
  atDatabase(
    (sql) => sql<{ id: string; session: string; account: string; status: string; payments: number }[]>`
      select c.id, c.stripe_session_id as session, c.stripe_account as account, c.status,
          (select count(*)::int from payments p where p.clinic_id = c.clinic_id and p.chain_id = c.chain_id) as payments
        from checkouts c where c.chain_id = ${chain} order by c.created_at`,
  );

test("books, moves and cancels with the manage link @both", async ({ page }) => {
  const person = newPerson("Asha Rao");
  await walkToCheck(page, person);
  await expect(page.getByText("Vancouver time").first()).toBeVisible();
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");

  const mail = await mailTo(person.email, /^Your appointment at/);
  expect(mail.text).not.toMatch(/PST|PDT|assessment|plan/i);
  await page.goto(linkIn(mail));
  await page.getByRole("link", { name: "Move it to another time" }).click();
  await page.locator('details[open] button[name="start"]').last().click();
  await expect(page.getByText("Your visit has moved.")).toBeVisible();
  await mailTo(person.email, /^Your new time/);

  await page.getByText("Cancel this visit").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await mailTo(person.email, /is cancelled$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("books, with a consent forgotten at first, and cancels on the booking's own page @both", async ({ page }) => {
    const person = newPerson("Wei Chen");
    await walkToCheck(page, person);
    await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
    await expect(page.getByText("Please agree before we book.").first()).toBeVisible();
    await page.getByLabel("I agree to this").check();
    await page.getByRole("button", { name: "Book – pay at the clinic" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
    await mailTo(person.email, /^Your appointment at/);
    await page.locator("summary", { hasText: "Cancel this visit" }).click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  });
});

test("keeps the time when the card or the bank says no, then pays and is refunded on cancelling in time", async ({
  page,
}) => {
  const person = newPerson("Sofia Marin");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay \$/ }).click();
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payPastTheBank(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked", { timeout: 60_000 });
  await expect(page.getByText("Paid", { exact: true })).toBeVisible();
  await page.getByText("Cancel this visit").click();
  await page.getByRole("button", { name: /^Yes, cancel and refund \$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText(/refunded/).count();
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
});

test("a payment page whose time is over takes nothing; while the visit is held there is another", async ({ page }) => {
  const person = newPerson("Elin Strand");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay \$/ }).click();
  await page.waitForURL(/\/pay\//);
  const [booking] = await bookingsOf(person);
  await tellStandIn({ expireSession: sessionAt(page.url()) });
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await expect.poll(async () => (await pagesOf(booking!.chain))[0]!.status).toBe("expired");
  await page.getByRole("link", { name: "Back to the clinic" }).click();
  await expect(page.getByText("Nothing was charged. We still keep your time for a few minutes.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Book – pay \$/ }).click();
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  const pages = await pagesOf(booking!.chain);
  expect(pages.map(({ status }) => status)).toEqual(["expired", "paid"]);
  expect(await Promise.all(pages.map(({ id }) => timesCharged(id)))).toEqual([0, 1]);
});

test("a visit held too long is let go with its payment page, and the same time can be booked again", async ({
  page,
  request,
}) => {
  const person = newPerson("Timo Aalto");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay \$/ }).click();
  await page.waitForURL(/\/pay\//);
  const [held] = await bookingsOf(person);
  const { chain, practitioner, service, start } = held!;
  const day = start.toISOString().slice(0, 10);
  const dayBefore = new Date(start.getTime() - 86_400_000).toISOString().slice(0, 10);
  const offered = async () => {
    const params = { service, practitioner, from: dayBefore, to: day };
    const { slots } = await (await request.get("/api/v1/clinics/harbour/slots", { params })).json();
    return (slots as { start: string }[]).some((slot) => Date.parse(slot.start) === start.getTime());
  };
  expect(await offered()).toBe(false);
  await atDatabase(async (sql) => {
    await sql`with over as (
        update appointments set hold_expires_at = now() where chain_id = ${chain} returning clinic_id)
      update calendar_versions set version = version + 1 where clinic_id in (select clinic_id from over)`;
    await minuteRound(sql);
  });
  await expect.poll(async () => (await pagesOf(chain))[0]!.status).toBe("expired");
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await page.getByRole("link", { name: "Back to the clinic" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This time was not kept");
  await expect(page.getByText("Nothing was charged.")).toBeVisible();
  await expectAccessible(page);
  expect(await offered()).toBe(true);

  await page.getByRole("link", { name: "Choose a time" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  await page.goto(`${page.url().split("?")[0]}?from=${dayBefore}`);
  await page
    .locator(`button[name="start"][value^="${start.toISOString().slice(0, 16)}"]`)
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who comes?");
});

test("three tabs and webhooks that come three times make one booking and one charge", async ({ page, context }) => {
  const person = newPerson("Bea Novak");
  await walkToCheck(page, person);
  const [other, late] = [await context.newPage(), await context.newPage()];
  for (const tab of [other, late]) await tab.goto(page.url());
  for (const tab of [page, other, late]) await tab.getByLabel("I agree to this").check();
  await Promise.all([page, other].map((tab) => tab.getByRole("button", { name: /^Book – pay \$/ }).click()));
  // The second press may come while the first is being answered, or after it.
  for (const tab of [page, other])
    await expect(
      tab
        .getByLabel(/card number/i)
        .or(tab.getByText(/still running|go on there/))
        .first(),
    ).toBeVisible();
  await late.getByRole("button", { name: /^Book – pay \$/ }).click();
  await expect(late.getByText("If you sent it in another tab, go on there.").first()).toBeVisible();
  const [booking, ...more] = await bookingsOf(person);
  expect(more).toEqual([]);
  const [asked, ...others] = await pagesOf(booking!.chain);
  expect(others).toEqual([]);
  for (const tab of [page, other]) await tab.goto(`${process.env["STRIPE_STAND_IN_URL"]}/pay/${asked!.session}`);

  await tellStandIn({ webhookCopies: 3 });
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  await payByCard(other);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  await tellStandIn({ webhookCopies: 1 });
  expect(await paidIsToldAgain((await pagesOf(booking!.chain))[0]!)).toBe("applied before");
  const pages = await pagesOf(booking!.chain);
  expect(pages).toMatchObject([{ status: "paid", payments: 1 }]);
  expect(await timesCharged(pages[0]!.id)).toBe(1);
});

test("pays a deposit, and the rest at the visit", async ({ page }) => {
  const person = newPerson("Rosa Lind");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay a deposit of \$/ }).click();
  await payByCard(page, "4000 0000 0000 0002");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payPastTheBank(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked", { timeout: 60_000 });
  await expect(page.getByText("To pay at the visit")).toBeVisible();
  await expectAccessible(page);
});

test("a deposit’s page whose time is over takes nothing; the next one takes it once", async ({ page }) => {
  const person = newPerson("Lars Holt");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay a deposit of \$/ }).click();
  await page.waitForURL(/\/pay\//);
  const [booking] = await bookingsOf(person);
  await tellStandIn({ expireSession: sessionAt(page.url()) });
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
  await expect.poll(async () => (await pagesOf(booking!.chain))[0]!.status).toBe("expired");
  await page.getByRole("link", { name: "Back to the clinic" }).click();
  await expect(page.getByText("Nothing was charged. We still keep your time for a few minutes.")).toBeVisible();
  await page.getByRole("button", { name: /^Book – pay a deposit of \$/ }).click();
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  await expect(page.getByText("To pay at the visit")).toBeVisible();
  const pages = await pagesOf(booking!.chain);
  expect(pages.map(({ status }) => status)).toEqual(["expired", "paid"]);
  expect(await Promise.all(pages.map(({ id }) => timesCharged(id)))).toEqual([0, 1]);
});

test("the deposit in one tab and all of it in another, pressed twice and told three times, are one payment", async ({
  page,
  context,
}) => {
  const person = newPerson("Nina Roth");
  await walkToCheck(page, person);
  await page.getByLabel("I agree to this").check();
  await page.getByRole("button", { name: /^Book – pay a deposit of \$/ }).click();
  await page.waitForURL(/\/pay\//);
  const back = page.getByRole("link", { name: "Back to the clinic" });
  const [other, third] = [await context.newPage(), await context.newPage()];
  await other.goto((await back.getAttribute("href"))!);
  await other.getByRole("button", { name: /^Book – pay \$/ }).dblclick();
  await other.waitForURL(/\/pay\//);
  await third.goto(other.url());
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");

  await tellStandIn({ webhookCopies: 3 });
  for (const tab of [other, third]) {
    await payByCard(tab);
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  }
  await tellStandIn({ webhookCopies: 1 });
  await expect(other.getByText("To pay at the visit")).toBeHidden();
  await back.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is booked");
  const [booking] = await bookingsOf(person);
  const pages = await pagesOf(booking!.chain);
  expect(await paidIsToldAgain(pages[1]!)).toBe("applied before");
  expect(pages).toMatchObject([{ status: "expired" }, { status: "paid", payments: 1 }]);
  expect(await Promise.all(pages.map(({ id }) => timesCharged(id)))).toEqual([0, 1]);
});

test("keeps what was typed after a mistake and links the error to its field", async ({ page }) => {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await page.getByLabel("Full name of the person who comes").fill("Priya Test");
  await page.getByRole("button", { name: "Continue to health questions" }).click();
  await expect(page.getByRole("alert", { name: "Please look at this again" })).toBeVisible();
  await expect(page.getByLabel("Full name of the person who comes")).toHaveValue("Priya Test");
});

test("a slot that has gone is answered with the nearest ones", async ({ page, request }) => {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  const service = /book\/([0-9a-f-]+)/.exec(page.url())![1];
  const wanted = page.locator('details[open] button[name="start"]').last();
  const start = await wanted.getAttribute("value");
  // Others take that start with everybody who offers it.
  for (let taken = 201; taken === 201;)
    taken = (await request.post("/api/v1/clinics/harbour/holds", { data: { service, start } })).status();
  await wanted.click();
  await expect(page.getByText("That time has just gone.")).toBeVisible();
  await expect(page.locator('form button[name="start"]').first()).toBeVisible();
});

test("unknown clinic, service and token are calm 404s", async ({ page }) => {
  for (const path of ["/nowhere", "/harbour/book/not-a-service", "/harbour/booking/forged"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("patient pages have no accessibility violations @both", async ({ page }) => {
  const person = newPerson("Omar Haddad");
  await page.goto("/harbour");
  await expectAccessible(page);
  await walkToCheck(page, person);
  await expectAccessible(page);
});
