// What is open to everybody to read: an article is found and booked from, and the helper stops at a warning sign and leads on without one.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";

test("finds an article and books from it; the helper stops at a warning sign, and else leads to an assessment @both", async ({
  page,
}) => {
  const phone = (page.viewportSize()?.width ?? 0) < 600;
  if (phone) await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/harbour/articles");
  await page.getByLabel("Search the articles").fill("posture breaks");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.locator("mark").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Small breaks beat sitting straight" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Small breaks beat sitting straight");
  await expectAccessible(page);

  const words = `The timer works for me, ${phone ? "on the phone" : "at the desk"}, ${Date.now().toString(36)}.`;
  await page.getByLabel("Your name").fill("Asha");
  await page.getByLabel("Your comment").fill("Write to asha@example.test about it");
  await page.getByRole("button", { name: "Send the comment" }).click();
  await expect(page.getByText("Leave out links").first()).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Asha");
  await page.getByLabel("Your comment").fill(words);
  await page.getByRole("button", { name: "Send the comment" }).click();
  await expect(page.getByText("We read each comment before others can see it.")).toBeVisible();
  await expect(page.getByText(words)).toHaveCount(0);
  await page.locator("#book").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");

  await page.goto("/harbour/assess");
  await page.getByLabel("None of these").check();
  await page.getByRole("button", { name: "See what to do next" }).click();
  await expect(page.getByRole("alert", { name: "Some questions still need an answer" })).toBeVisible();
  await expect(page.getByLabel("None of these")).toBeChecked();
  await page.getByLabel("Neck", { exact: true }).check();
  await page.getByLabel("It goes away and comes back").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "See what to do next" }).click();
  await expect(page.getByRole("heading", { name: "An assessment is a good next step" })).toBeFocused();
  await expect(page).toHaveURL(/\/harbour\/assess$/);
  await page.getByRole("link", { name: "Answer the questions again" }).click();
  await page.getByLabel(/^Do you have a fever/).check();
  await page
    .getByRole("group", { name: /Is there also a stiff neck/ })
    .getByLabel("I am not sure")
    .check();
  await page.getByRole("button", { name: "See what to do next" }).click();
  await expect(page.getByRole("link", { name: "Call 911" })).toHaveAttribute("href", "tel:911");
  await expect(page.locator("#book")).toHaveCount(0);
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the helper asks its further question, keeps the answers in the page alone, and leads to a booking", async ({
    page,
  }) => {
    await page.goto("/harbour/assess");
    await page.getByLabel(/^Do you have a fever/).check();
    await page.getByRole("button", { name: "See what to do next" }).click();
    await expect(page.getByText("Answer the further question.").first()).toBeVisible();
    await page
      .getByRole("group", { name: /Is there also a stiff neck/ })
      .getByLabel("No", { exact: true })
      .check();
    await page.getByRole("button", { name: "See what to do next" }).click();
    await expect(page.getByRole("heading", { name: "See a doctor or nurse practitioner first" })).toBeVisible();
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual([]);

    await page.goto("/harbour/assess");
    await page.getByLabel("None of these").check();
    await page.getByLabel("Lower back").check();
    await page.getByLabel("Longer than three months").check();
    await page.getByRole("button", { name: "See what to do next" }).click();
    await page.locator("#book").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  });
});
