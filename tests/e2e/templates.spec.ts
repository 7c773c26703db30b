// The clinical lead changes a plan template; the next plan begins with it, and the version before stays to be read.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import { signIn } from "./people";

test("a template gets its next version, and says what it may not be", async ({ page }) => {
  await signIn(page, "mei-lin@harbour.test");
  await page.goto("/desk/plans");
  await page.getByRole("link", { name: "Templates" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Episodic tension-type or desk-related headache" }).click();
  await expectAccessible(page);
  const [first, second] = ["Intensive", "Stabilising"].map((phase) =>
    page.getByLabel(`Best (days), ${phase}, Massage therapy`),
  );
  await first!.fill("30");
  await page.getByRole("button", { name: "Save the template" }).click();
  await expect(page.getByText("The gap aimed at lies between the shortest and the longest one.").first()).toBeVisible();
  await expect(first!).toHaveValue("30");
  await first!.fill("8");
  await second!.fill("15");
  await page.getByLabel("Sources").fill("The clinic’s own numbers, agreed by its practitioners");
  await page.getByRole("button", { name: "Save the template" }).click();
  await expect(page.getByText(/^Saved as version \d+\./)).toBeVisible();
  await expect(page.getByText(/4 every 8 days, 3 every 15 days/)).toBeVisible();
  await expect(page.getByText(/4 every 7 days, 3 every 14 days/)).toBeVisible();
});
