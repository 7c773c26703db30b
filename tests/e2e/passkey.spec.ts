// A passkey in a real browser, whose device is Chromium's own virtual one.
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { giveDevice } from "../../scripts/virtual-device.ts";
import { expectAccessible } from "./access";
import { openOwnPages } from "./courses";
import { signIn } from "./people";

test("somebody makes a passkey, signs in with it, and removes it @both", async ({ page, isMobile }) => {
  const device = await giveDevice(page);
  await signIn(page, isMobile ? "priya@harbour.test" : "tom@harbour.test");
  await page.goto("/account");
  await page.getByRole("link", { name: "Set up a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Passkeys");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make a passkey on this device" }).click();
  await expect(page.getByText("Your passkey is kept.")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Make one on this device too" }).click();
  await expect(page.getByText("This device has a passkey for your account already.")).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto("/sign-in?next=%2Faccount");
  await expectAccessible(page);
  await device.recognise(false);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("No passkey was used.")).toBeVisible();
  await device.recognise(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL(/\/account$/);
  await expect(page.getByText("Chrome on").first()).toBeVisible();

  await page.getByRole("link", { name: "Change your passkeys" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("row")).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("This passkey does not open an account here.")).toBeVisible();
});

/** Somebody of the demo who has finished a plan and whom no other test is about; another one for each width. */
async function somebody(nth: number) {
  const sql = postgres(process.env["DATABASE_URL"]!, { max: 1, onnotice: () => {} });
  const rows = await sql<{ id: string; email: string; birth: string }[]>`
    select p.id, p.email, p.birth_date::text as birth
    from plans l join clinics c on c.id = l.clinic_id join patients p on p.clinic_id = l.clinic_id and p.id = l.patient_id
    where c.slug = 'harbour' and l.status = 'completed' and p.guardian_name is null and p.email like '%@%'
      and p.created_at < now() - interval '1 day'
      and not exists (select 1 from plans o where o.clinic_id = p.clinic_id and o.patient_id = p.id and o.status <> 'completed')
      and (select count(*) from patients o where o.clinic_id = p.clinic_id and o.email = p.email) = 1
    order by l.id limit 1 offset ${nth}`;
  await sql.end();
  return rows[0]!;
}

test("a patient makes a passkey for their record, and the desk takes it away @both", async ({
  page,
  browser,
  isMobile,
}) => {
  const who = await somebody(isMobile ? 1 : 0);
  await giveDevice(page);
  await openOwnPages(page, who);
  expect((await page.request.get("/harbour/record", { maxRedirects: 0 })).status()).toBe(303);

  await page.getByRole("link", { name: "See who looked at it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is it you?");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Who looked at it" })).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save to read" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^record-.*\.html$/);

  const desk = await browser.newPage();
  await signIn(desk, "mina@harbour.test");
  await desk.goto(`/desk/patients/${who.id}`);
  const keys = desk.getByRole("region", { name: "Keys to their record" });
  await expect(keys).toContainText("with a passkey");
  await keys.getByText("They lost theirs").click();
  await keys.getByLabel("They are here, and I have seen a photo ID").check();
  await keys.getByRole("button", { name: "Take the keys away" }).click();
  await expect(keys.getByText("Their keys are gone")).toBeVisible();
  await desk.close();
  await page.goto("/harbour/me");
  await expect(page.getByRole("button", { name: "Send me a code" })).toBeVisible();
});
