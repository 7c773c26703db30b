// A passkey in a real browser, whose device is Chromium's own virtual one.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { signIn } from "./people";

/** A telephone with a finger on its sensor. */
async function giveDevice(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the device recognises its person from now on. */
    recognise: (isUserVerified: boolean) =>
      session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

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
