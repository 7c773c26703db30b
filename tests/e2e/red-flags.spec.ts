// Signs of an emergency stop a booking at once; other signs stop it until a doctor has looked, and put a call on the desk's list.
import { expect, test } from "@playwright/test";
import { answerScreen, chooseTime, fillDetails, newPerson } from "./people";

async function toScreen(page: import("@playwright/test").Page, name: string) {
  await page.goto("/harbour");
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);
  await fillDetails(page, newPerson(name));
}

test("a sudden severe headache leads to emergency care, and nothing is booked", async ({ page }) => {
  await toScreen(page, "Lena Kovac");
  await answerScreen(page, [/sudden, severe headache/]);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Get emergency care now");
  await expect(page.getByText("We have not booked an appointment.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Call 911" })).toBeVisible();
  await page.goto("/harbour/book/check");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Get emergency care now");
});

test("a follow-up that is not sure counts as an emergency", async ({ page }) => {
  await toScreen(page, "Ivo Petrov");
  await answerScreen(page, [/eyesight changed/]);
  await page
    .getByRole("group", { name: /lose sight/ })
    .getByLabel("I am not sure")
    .check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Get emergency care now");
});

test("an eyesight change that is not sudden asks for a doctor first and for a call", async ({ page }) => {
  await toScreen(page, "Grace Obi");
  await answerScreen(page, [/eyesight changed/]);
  await page
    .getByRole("group", { name: /lose sight/ })
    .getByLabel("No", { exact: true })
    .check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anything your practitioner should know?");
  await answerScreen(page);
  await page.getByRole("button", { name: "Continue to check" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("See a doctor or nurse practitioner first");
  await expect(page.getByText("8-1-1 (HealthLink BC)")).toBeVisible();
});
