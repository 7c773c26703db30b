// Claims at the desk: saved as a table, sent, refused, sent again, and paid.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { signIn } from "./people";

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
