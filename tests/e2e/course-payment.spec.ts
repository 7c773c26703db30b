// A course paid online in each of its ways: a page whose time is over, a declined card, the bank's question, two tabs and a word that comes three times.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase, pageOf, paidIsToldAgain, sessionAt, tellStandIn, timesCharged } from "./back-doors";
import { acceptCourse, draftWhiplashPlan, openOwnPlan } from "./courses";
import { bookByPhone, linkIn, mailTo, newPerson, payByCard, payPastTheBank, signIn } from "./people";

test.describe.configure({ timeout: 300_000 });

/** What was paid of the plan that this page belongs to, and how its first instalments stand. */
const paidBy = (email: string) =>
  atDatabase(async (sql) => {
    const payments = await sql<{ method: string }[]>`select y.method from payments y
      join patients p on p.clinic_id = y.clinic_id and p.id = y.patient_id where p.email = ${email}`;
    const instalments = await sql<{ status: string }[]>`select i.status from instalments i
      join plans l on l.clinic_id = i.clinic_id and l.id = i.plan_id
      join patients p on p.clinic_id = l.clinic_id and p.id = l.patient_id where p.email = ${email} order by i.number`;
    return { payments: payments.map(({ method }) => method), instalments: instalments.map(({ status }) => status) };
  });

for (const { title, choice, name, first } of [
  { title: "the whole course at once", choice: /^Pay the whole course now/, name: "Asha Raman", first: [] },
  { title: "the first of its instalments", choice: /^Pay in instalments/, name: "Malik Osei", first: ["paid", "due"] },
])
  test(`${title}: nothing on an ended page, a declined card or a bank's no; then once, whoever presses and tells`, async ({
    page: desk,
    browser,
  }) => {
    const person = newPerson(name);
    await signIn(desk, "tom@harbour.test");
    await bookByPhone(desk, person, { practitioner: "Tom Okafor" });
    await draftWhiplashPlan(desk, person);
    await desk.getByRole("button", { name: "Offer this plan" }).click();
    await expect(desk.getByText("Offered. The link is on its way to the patient.")).toBeVisible();

    const context = await browser.newContext({ locale: "en-CA" });
    const patient = await context.newPage();
    await openOwnPlan(patient, linkIn(await mailTo(person.email, /^Something to look at from/)), person);
    const card = patient.getByLabel(/card number/i);
    await acceptCourse(patient, choice, person.name, () => card.isVisible());
    const over = sessionAt(patient.url());
    await tellStandIn({ expireSession: over });
    await payByCard(patient);
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("This payment page has closed");
    await expect.poll(async () => (await pageOf(over)).status).toBe("expired");
    await patient.getByRole("link", { name: "Back to the clinic" }).click();
    await expect(patient.getByText(/^Nothing was charged\. Your times are kept for a few minutes/)).toBeVisible();
    await expectAccessible(patient);
    expect((await paidBy(person.email)).payments).toEqual([]);

    await acceptCourse(patient, choice, person.name, () => card.isVisible());
    const next = sessionAt(patient.url());
    const other = await context.newPage();
    await other.goto(patient.url());
    await payByCard(patient, "4000 0000 0000 0002");
    await expect(patient.getByText(/declined/i).first()).toBeVisible();
    await tellStandIn({ webhookCopies: 3 });
    await payPastTheBank(patient);
    const booked = (tab: typeof patient) => tab.getByText("21 visits are booked. We have sent you all dates.");
    await expect(booked(patient)).toBeVisible({ timeout: 90_000 });
    await payByCard(other);
    await expect(booked(other)).toBeVisible({ timeout: 60_000 });
    await tellStandIn({ webhookCopies: 1 });

    const paid = await pageOf(next);
    expect(await paidIsToldAgain(paid)).toBe("applied before");
    expect(paid).toMatchObject({ status: "paid", payments: 1 });
    expect(await timesCharged(paid.id)).toBe(1);
    const { payments, instalments } = await paidBy(person.email);
    expect(payments).toEqual(["stripe"]);
    expect(instalments.slice(0, 2)).toEqual(first);
  });
