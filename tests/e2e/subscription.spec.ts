// A clinic's own subscription to Taper: tried, subscribed, a bill that is refused, nothing new to be booked, paid, and open again.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, sessionAt, tellStandIn } from "./back-doors";
import { fillClinic, joinAsOwner } from "./new-clinic";
import { newPerson, payByCard } from "./people";

/** One statement about this clinic alone. */
const ofClinic = (slug: string, what: "published" | "grace is over") =>
  atDatabase((sql) =>
    what === "published"
      ? sql`update clinics set published = true where slug = ${slug}`
      : sql`update subscriptions s set grace_ends_at = s.past_due_since from clinics c
          where c.id = s.clinic_id and c.slug = ${slug}`,
  );

const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** Stripe's word takes a moment. */
const becomes = (page: Page, words: string) =>
  expect(async () => {
    await page.goto("/owner/subscription");
    await expect(title(page)).toHaveText(words, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });

test("a clinic tries Taper, subscribes, is refused a bill, takes nothing new until it is paid, and can always be saved to a file", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const owner = newPerson("Vera Quill");
  const slug = `strait-${Date.now().toString(36)}`;
  const clinic = {
    name: "Strait Therapy",
    slug,
    street: "9 Strait Road, Victoria BC",
    phone: "250 555 0177",
    mailHost: "strait.test",
    owner,
  };
  await page.goto("/start");
  await fillClinic(page, clinic);
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await joinAsOwner(page, clinic);
  await ofClinic(slug, "published");

  await page.goto("/owner/subscription");
  await expect(title(page)).toHaveText("You are trying Taper");
  await expect(page.getByText(/^Free until/)).toBeVisible();
  // A page whose time is over begins nothing; the next one says no with the card, then with the bank, and then begins it once.
  const subscribe = page.getByRole("button", { name: "Subscribe" });
  await subscribe.click();
  await page.getByLabel(/card number/i).waitFor();
  await tellStandIn({ expireSession: sessionAt(page.url()) });
  await payByCard(page, undefined, owner.email);
  await expect(title(page)).toHaveText("This payment page has closed");
  await page.goto("/owner/subscription");
  await expect(title(page)).toHaveText("You are trying Taper");
  await subscribe.click();
  await payByCard(page, "4000 0000 0000 0002", owner.email);
  await expect(page.getByRole("alert")).toContainText("declined");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await tellStandIn({ webhookCopies: 3 });
  for (const answer of ["Decline", /^Approve/]) {
    await payByCard(page, "4000 0027 6000 3184", owner.email);
    await page.getByRole("button", { name: answer }).click();
    if (answer === "Decline") await expect(page.getByText(/^Your bank did not approve this/).first()).toBeVisible();
  }
  await page.waitForURL(/\/owner\/subscription/);
  await payByCard(other, undefined, owner.email);
  await other.waitForURL(/\/owner\/subscription/);
  await becomes(page, "Subscribed");
  await tellStandIn({ webhookCopies: 1 });
  await expect(page.getByText(/3184/).first()).toBeVisible();

  await tellStandIn({ keptCards: { email: owner.email, chargedLater: "is refused" }, endMonthOf: owner.email });
  await becomes(page, "A payment was refused");
  await expect(page.getByText("Not paid", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ask the card again" }).click();
  await expect(page.getByText(/^The card said no again/).first()).toBeVisible();

  // Two weeks later.
  const patient = await (await browser.newContext()).newPage();
  const closed = patient.getByText(/^The clinic takes no new bookings here just now/);
  await expect.poll(async () => (await patient.goto(`/${slug}`))!.status(), { timeout: 15_000 }).toBe(200);
  await expect(closed).toBeHidden();
  await ofClinic(slug, "grace is over");
  await becomes(page, "Nothing new can be booked");
  await expectAccessible(page);
  await patient.reload();
  await expect(closed).toBeVisible();
  await page.goto("/owner/keeping");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the file" }).click();
  expect((await saved).suggestedFilename()).toContain(slug);

  await tellStandIn({ keptCards: { email: owner.email, chargedLater: "passes" } });
  await page.goto("/owner/subscription");
  await page.getByRole("button", { name: "Ask the card again" }).click();
  await expect(page.getByText("Paid. Everything goes on.")).toBeVisible();
  await becomes(page, "Subscribed");
  await patient.reload();
  await expect(closed).toBeHidden();
});
