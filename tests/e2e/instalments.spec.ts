// A course in instalments at the browser: the first books it, the second is declined and then paid, the third asks the bank, and the desk takes it.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, minuteRound, tellStandIn } from "./back-doors";
import { acceptCourse, draftWhiplashPlan, openOwnPlan } from "./courses";
import { bookByPhone, findPatient, linkIn, mailTo, newPerson, payByCard, signIn } from "./people";

test.describe.configure({ timeout: 300_000 });

/** What cards do from now on that are charged while their owner is away; by the address that `payByCard` writes. */
const cardsDo = (chargedLater: "passes" | "asks" | "is refused") =>
  tellStandIn({ keptCards: { email: "payer@example.test", chargedLater } });

/** The day of an instalment comes, and with it the worker's round. */
const dayComes = (email: string, number: number) =>
  atDatabase(async (sql) => {
    // The first one's day is today at the clinic.
    await sql`update instalments i set due_on = first.due_on from plans p, patients q, instalments first
      where p.clinic_id = i.clinic_id and p.id = i.plan_id and q.clinic_id = p.clinic_id and q.id = p.patient_id
        and first.clinic_id = i.clinic_id and first.plan_id = i.plan_id and first.number = 1
        and q.email = ${email} and i.number = ${number}`;
    await minuteRound(sql);
  });

test("the first is paid and books, the second is declined and paid on a page, the third is taken at the desk", async ({
  page: desk,
  browser,
}) => {
  const person = newPerson("Asha Raman");
  await signIn(desk, "tom@harbour.test");
  await bookByPhone(desk, person, { practitioner: "Tom Okafor" });
  await draftWhiplashPlan(desk, person);
  await desk.getByRole("button", { name: "Offer this plan" }).click();
  await expect(desk.getByText("Offered. The link is on its way to the patient.")).toBeVisible();

  const patient = await (await browser.newContext({ locale: "en-CA" })).newPage();
  await openOwnPlan(patient, linkIn(await mailTo(person.email, /^Something to look at from/)), person);
  const plan = patient.url();
  await expect(patient.getByText(/The card I pay with is kept by Stripe/)).toBeVisible();
  const payment = patient.getByLabel(/card number/i);
  await acceptCourse(patient, /^Pay in instalments/, person.name, () => payment.isVisible());
  await payByCard(patient);
  await expect(patient.getByText("21 visits are booked. We have sent you all dates.")).toBeVisible({ timeout: 90_000 });
  await patient.getByRole("link", { name: "Payments and receipts" }).click();
  const list = patient.getByRole("list", { name: "Instalments" }).getByRole("listitem");
  await expect(list.first()).toContainText(/^.*Paid on/);
  await expect(list.nth(1)).toContainText("Charged to the card on its day");
  await expectAccessible(patient);
  const money = patient.url();

  await cardsDo("is refused");
  await dayComes(person.email, 2);
  const failed = /^An instalment to .* is still open$/;
  expect((await mailTo(person.email, failed)).text).toContain("Your bank declined the card");
  await patient.goto(plan);
  await expect(patient.getByText(/is still open: the card was declined\.$/)).toBeVisible();
  await patient.getByRole("link", { name: "Pay it now" }).click();
  await list
    .nth(1)
    .getByRole("button", { name: /^Pay \$/ })
    .click();
  await payByCard(patient, "4000 0000 0000 0002");
  await expect(patient.getByText(/declined/i).first()).toBeVisible();
  await payByCard(patient);
  await expect
    .poll(async () => (await patient.goto(money), list.nth(1).innerText()), { timeout: 60_000 })
    .toMatch(/Paid on/);

  await cardsDo("asks");
  await dayComes(person.email, 3);
  await expect
    .poll(async () => (await patient.goto(money), list.nth(2).innerText()), { timeout: 90_000 })
    .toMatch(/the bank wants to ask first/);
  await cardsDo("passes");

  await signIn(desk, "mina@harbour.test");
  await findPatient(desk, person.email);
  await desk.getByRole("link", { name: new RegExp(person.name) }).click();
  const third = desk.getByRole("list", { name: "Instalments" }).getByRole("listitem").nth(2);
  await third.locator("summary").click();
  await third.getByLabel("Cash").check();
  await expectAccessible(desk);
  await third.getByRole("button", { name: /^Record \$/ }).click();
  await expect(third).toContainText(/Paid on .*cash/);
});
