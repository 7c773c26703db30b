// Claims at the desk: saved as a table, sent, refused, sent again, and paid; and a visit outside a plan that is booked on one.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { atDatabase } from "./back-doors";
import { bookByPhone, newPerson, signIn, someDay } from "./people";

test("claims are saved as a table, sent, refused, sent again and paid", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  await page.goto("/desk/claims?payer=icbc");
  const toSend = page.getByRole("region", { name: /^To send: / });
  await expect(toSend.getByRole("checkbox").first()).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save them as a table" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^claims-\d{4}-\d\d-\d\d\.csv$/);

  await toSend.getByRole("button", { name: "Mark as sent", exact: true }).click();
  await expect(page.getByText("Tick at least one claim.").first()).toBeVisible();
  const [whose = ""] = (await toSend.getByRole("listitem").or(toSend.locator("label")).last().innerText()).split("\n");
  await toSend.getByRole("checkbox").last().check();
  await toSend.getByRole("button", { name: "Mark as sent", exact: true }).click();
  await page.waitForURL(/done=1/);
  const waiting = page
    .getByRole("list", { name: "Waiting for an answer" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: whose, exact: true }) })
    .last();
  await expect(waiting).toBeVisible();
  await waiting.getByText("Enter the answer").click();
  await waiting.getByLabel("They said no, because").fill("The claim number is not known");
  await waiting.getByRole("button", { name: /^Refused/ }).click();
  const wrong = page.getByRole("region", { name: /^To put right: / });
  await expect(wrong.getByText("“The claim number is not known”")).toBeVisible();
  await expectAccessible(page);
  await wrong.getByRole("checkbox").first().check();
  await wrong.getByRole("button", { name: "Mark as sent again" }).click();
  await expect(waiting.getByText(/for the 2\. time/)).toBeVisible();
  await waiting.getByText("Enter the answer").click();
  await waiting.getByLabel("They paid").fill("9999.00");
  await waiting.getByRole("button", { name: /^Paid/ }).click();
  await expect(page.getByText("Enter at most what is open.").first()).toBeVisible();
  await waiting.getByLabel("They paid").fill("1.00");
  await waiting.getByRole("button", { name: /^Paid/ }).click();
  await expect(wrong.getByText(/Paid in part/).first()).toBeVisible();
});

test("a visit outside a plan is booked on a claim, and never where the payer pays nothing of it", async ({ page }) => {
  const person = newPerson("Ines Vale");
  await signIn(page, "mina@harbour.test");
  await bookByPhone(page, person);
  const [known] = await atDatabase(
    (sql) => sql<{ patient: string; service: string }[]>`
      with claims as (
        insert into episodes (clinic_id, id, patient_id, condition, onset, payer, crash_date, claim_number, started_on, created_at)
          select p.clinic_id, gen_random_uuid(), p.id, 'Neck pain', 'sudden', 'icbc', current_date - days, claim, current_date - days, now()
            from patients p, (values (200, 'KL301'), (6, 'KL402')) as crash (days, claim) where p.email = ${person.email}
          returning clinic_id, patient_id)
      select c.patient_id as patient, s.id as service from claims c
        join disciplines d on d.clinic_id = c.clinic_id and d.code = 'physiotherapy'
        join services s on s.clinic_id = c.clinic_id and s.discipline_id = d.id and s.kind = 'follow_up'
        order by s.position limit 1`,
  );
  await page.goto(`/desk/book?patient=${known!.patient}&service=${known!.service}&date=${someDay(9, 40)}`);
  const starts = page.locator('input[name="start"]');
  await expect(starts.first()).toBeVisible();
  await starts.nth(Math.floor(Math.random() * (await starts.count()))).check();
  await page.getByLabel("Every answer was no").check();
  const payers = page.getByRole("group", { name: "This visit is paid by" });
  await expect(payers.getByLabel("The patient")).toBeChecked();
  await payers.getByLabel(/^ICBC, claim KL301/).check();
  await page.getByRole("button", { name: "Book the visit" }).click();
  await expect(page.getByText(/early access ends with day 84/).first()).toBeVisible();
  await expectAccessible(page);
  await payers.getByLabel(/^ICBC, claim KL402/).check();
  await page.getByRole("button", { name: "Book the visit" }).click();
  await expect(page.getByText("Booked.", { exact: true })).toBeVisible();
  await expect(page.getByText(/; ICBC pays \$/)).toBeVisible();
});
