// The calendar under the hand: moved by key and by mouse, taken back, swapped, put over another on purpose; a second desk sees it.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access";
import { handsOf } from "./hands";
import { bookByPhone, clinicTime, newPerson, signIn } from "./people";

test.describe.configure({ timeout: 180_000 });

const startOf = (page: Page, who: string) =>
  page
    .locator("[data-visit]", { hasText: who })
    .evaluate((one) => Number(one.dataset["h"]) * 60 + Number(one.dataset["m"]));

const stands = (page: Page, who: string, minute: number) =>
  expect.poll(() => startOf(page, who), { timeout: 15_000, intervals: [50] }).toBe(minute);

test("a visit is carried by key and by mouse, and taken back; another desk sees each within moments", async ({
  page,
  browser,
}) => {
  await signIn(page, "mina@harbour.test");
  const person = newPerson("Greta Lindqvist");
  const start = await bookByPhone(page, person, { practitioner: "Priya Nair" });
  const { date, time } = clinicTime(start);
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const other = await (await browser.newContext()).newPage();
  await signIn(other, "omar@harbour.test");
  for (const desk of [page, other]) {
    await desk.goto(`/desk?date=${date}`);
    await expect(desk.getByText("changes come by themselves")).toBeVisible();
  }
  const keys = await handsOf("keyboard", page);
  const visit = page.locator("[data-visit]", { hasText: person.name });

  await keys.pickUp(visit);
  await expect(page.locator("[data-moving-words]")).toContainText(person.name);
  await expectAccessible(page);
  await keys.letGo();
  await expect(page.locator("[data-said]")).toHaveText("Left where it was.");
  await stands(page, person.name, minute);

  // Onto itself by a step and back, so that no other visit is in the way: over what is there, on purpose.
  const dialog = page.getByRole("dialog");
  const away = minute >= 720 ? -15 : 15;
  const mouse = await handsOf("mouse", page);
  await mouse.carry(visit, { columns: 0, minutes: away });
  await expect(dialog.or(page.getByRole("button", { name: "Undo (U)" }))).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByLabel(/^Put it there on purpose/).fill("Comes with her sister");
    await dialog.getByRole("button", { name: "Put it there all the same" }).click();
  }
  await stands(page, person.name, minute + away);
  await stands(other, person.name, minute + away);
  await page.getByRole("button", { name: "Undo (U)" }).click();
  await stands(other, person.name, minute);
  await expect(page.locator("[data-said]")).toContainText("Taken back");
  await other.context().close();
});

test("rooms, a week and the month show the same visits, and names can be kept from onlookers @both", async ({
  page,
}) => {
  await signIn(page, "mina@harbour.test");
  for (const view of ["Rooms", "Week", "Month"]) {
    await page.getByRole("link", { name: view, exact: true }).click();
    await page.waitForURL(new RegExp(`view=${view.toLowerCase()}`));
    await expectAccessible(page);
  }
  await page.getByRole("link", { name: "Day", exact: true }).click();
  await page.getByLabel("Initials only").check();
  await page.reload();
  await expect(page.getByLabel("Initials only")).toBeChecked();
  await page.getByLabel("Initials only").uncheck();
});

test("running late shows who is touched before anything is saved", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  await page.locator("summary", { hasText: "Somebody runs late" }).click();
  await page.getByLabel("Minutes").fill("3");
  await page.getByRole("button", { name: "See who is touched" }).click();
  await expect(page.getByText("Enter whole minutes between 5 and 120.").first()).toBeVisible();
  await page.getByLabel("Minutes").fill("20");
  await page.getByRole("button", { name: "See who is touched" }).click();
  await expect(page.getByText(/Nothing is saved yet|Nobody is touched/).first()).toBeVisible();
  await expectAccessible(page);
});
