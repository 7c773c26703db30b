// The waiting list at the desk: somebody is put on it, a freed time is offered, a yes by telephone moves the booking, and another is taken off.
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./access.ts";
import { bookByPhone, newPerson, signIn, type Person } from "./people.ts";

test.describe.configure({ timeout: 240_000 });

/** Books and stands on the visit's page; two of them, the earlier one first. */
async function twoVisits(page: Page, people: [Person, Person]) {
  const visits: { person: Person; start: Date; url: string }[] = [];
  for (const person of people) {
    const start = await bookByPhone(page, person);
    visits.push({ person, start, url: page.url().split("?")[0]! });
  }
  return visits.toSorted((a, b) => a.start.getTime() - b.start.getTime());
}

async function freeOne(page: Page, visit: string): Promise<void> {
  await page.goto(visit.split("?")[0]!);
  await page.locator("summary", { hasText: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel this visit" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
}

const lineOf = (page: Page, list: string | RegExp, name: string) =>
  page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: name });

test("the desk puts somebody on the waiting list, offers them a freed time and notes their yes", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  const people: [Person, Person] = [newPerson("Wanda Early"), newPerson("Walter Later")];
  const [given, waits] = await twoVisits(page, people);

  await page.goto(waits!.url);
  await page.getByRole("button", { name: "Wants an earlier time" }).click();
  await expect(page.getByText("They are on the waiting list.")).toBeVisible();
  await expect(lineOf(page, "Who waits", waits!.person.name)).toContainText("Waits since");
  await page.goto(waits!.url);
  await expect(page.getByText(/^Waits for an earlier time since /)).toBeVisible();
  await expectAccessible(page);

  // By day the worker may ask before the desk does; what the desk sees is the same then.
  const asked = lineOf(page, /^Asked about /, waits!.person.name);
  const askThem = async () => {
    await page.goto("/desk/waiting");
    if (await asked.isVisible()) return;
    const freed = page.getByRole("list", { name: "Freed times" }).getByRole("listitem");
    const theirs = freed.filter({ has: page.getByLabel(waits!.person.name) }).first();
    await theirs.locator("summary").click({ timeout: 5_000 });
    await theirs.getByLabel(waits!.person.name).check({ timeout: 5_000 });
    await expectAccessible(page);
    await theirs.getByRole("button", { name: "Offer it to them" }).click({ timeout: 5_000 });
    await expect(asked).toBeVisible();
  };
  await freeOne(page, given!.url);
  for (let more = 0; ; more++)
    try {
      await expect(askThem).toPass({ timeout: 25_000 });
      break;
    } catch (error) {
      if (more === 4) throw error;
      // Somebody else may have taken it at once, or something beside it: then another one becomes free.
      const start = await bookByPhone(page, newPerson("Wanda Early"));
      if (start < waits!.start) await freeOne(page, page.url());
    }
  await expect(asked).toContainText("being asked");
  await expectAccessible(page);

  await page.setViewportSize({ width: 320, height: 720 });
  await page.goto("/desk/waiting");
  await expectAccessible(page);
  await asked.getByRole("button", { name: `${waits!.person.name} said yes` }).click();
  await expect(page.getByText("Moved. The new time is on its way to them")).toBeVisible();
  await expect(lineOf(page, "Who waits", waits!.person.name)).toHaveCount(0);
  await expect(lineOf(page, "Offers of the last two weeks", waits!.person.name).first()).toContainText("has it");
  await page.goto(waits!.url);
  await expect(page.getByText(/^This visit was moved to /)).toBeVisible();
});

test("somebody is found by name, put on the list and taken off again", async ({ page }) => {
  await signIn(page, "mina@harbour.test");
  const person = newPerson("Wilma Finds");
  await bookByPhone(page, person);
  await page.goto("/desk/waiting");
  const search = page.getByRole("search");
  await search.getByLabel("Find a patient").fill("nobody of this name");
  await search.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("No visit to come")).toBeVisible();
  await search.getByLabel("Find a patient").fill(person.email);
  await search.getByRole("button", { name: "Find" }).click();
  const visit = lineOf(page, "Visits to come", person.name);
  await visit.getByRole("button", { name: /^Wants an earlier time/ }).click();
  await expect(page.getByText("They are on the waiting list.")).toBeVisible();
  const line = lineOf(page, "Who waits", person.name);
  await line.getByRole("button", { name: `Take off ${person.name}` }).click();
  await expect(page.getByText("They are off the waiting list.")).toBeVisible();
  await expect(line).toHaveCount(0);
});
