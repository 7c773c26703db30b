// A clinic is opened, set up and published on screens alone, and its first patient books.
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./access";
import {
  fillClinic,
  fillTherapist,
  joinAsOwner,
  namePrivacyOfficer,
  publish,
  setHours,
  type NewClinic,
} from "./new-clinic";
import { chooseTime, findPatient, newPerson, signIn } from "./people";

test("an owner opens a clinic, sets it up until nothing is left, and patients find it", async ({ page }) => {
  test.setTimeout(240_000);
  const owner = newPerson("Lena Hart");
  const slug = `cove-${Date.now().toString(36)}`;
  const clinic: NewClinic = {
    name: "Cove Therapy",
    slug,
    street: "12 Cove Road, Victoria BC",
    phone: "250 555 0134",
    mailHost: "cove.test",
    owner,
  };

  await page.goto("/");
  await page.getByRole("link", { name: /Open your clinic/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open your clinic");
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await expect(page.getByText("Enter the clinic’s name.").first()).toBeVisible();
  await fillClinic(page, { ...clinic, slug: "harbour" });
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await expect(page.getByText("Another clinic has this address. Choose another.").first()).toBeVisible();
  await expect(page.getByLabel("Street address")).toHaveValue("12 Cove Road, Victoria BC");
  await page.getByLabel("Address on the web").fill(slug);
  await page.getByRole("button", { name: "Open the clinic" }).click();
  await expect(page.getByText(/is open for you to set up/)).toBeVisible();

  // Nobody finds it yet.
  expect((await page.goto(`/${slug}`))!.status()).toBe(404);

  await joinAsOwner(page, clinic);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set-up");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/^Before you publish: add who treats/).first()).toBeVisible();

  // Who treats.
  await fillTherapist(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add them" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nadia Cole");
  await expectAccessible(page);

  // Hours.
  await setHours(page);

  // A second room, and a price.
  await page.goto("/owner/setup/places");
  await page.getByLabel("Name of the room").fill("Room 2");
  await page.getByRole("button", { name: "Add the room" }).click();
  await expect(page.getByText("Room 2 is there.")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/owner/setup/services");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Massage therapy assessment" }).click();
  await page.getByLabel("New price before tax").fill("140.00");
  await page.getByRole("button", { name: "Set the price" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await expect(page.getByText("$140.00").first()).toBeVisible();
  await expectAccessible(page);

  // Rules, and who answers for privacy.
  await page.goto("/owner/setup/rules");
  await page.getByLabel("Deposit of a first visit").fill("0");
  await page.getByLabel("Most first visits a day").fill("3");
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByText("at most 3 first visits a day").first()).toBeVisible();
  await expectAccessible(page);
  await namePrivacyOfficer(page, clinic);

  // As a patient will see it; then for all to see.
  await page.goto("/owner/setup/preview");
  await expect(page.getByText("Massage therapy assessment")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/owner/setup");
  await expect(page.getByText(/is ready. Look at it/)).toBeVisible();
  await publish(page, clinic);
  await page.getByRole("link", { name: "Book an assessment" }).click();
  await chooseTime(page);

  // Somebody leaves: their visits are listed where they are seen to.
  await page.goto("/owner/setup/people");
  await page.getByRole("link", { name: "Nadia Cole" }).click();
  await page.getByLabel("First day they are no longer here").fill("2027-09-01");
  await page.getByRole("button", { name: "They leave" }).click();
  await expect(page.getByText("Saved. No visit is booked from then on.")).toBeVisible();
  await page.getByRole("link", { name: "See to the visits booked from then on" }).click();
  await expect(page.getByRole("heading", { name: "Nothing is booked then" })).toBeVisible();
  await expect(page.getByText("At most 31 days at once: up to Friday, October 1, 2027 for now.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "The days after that" }).click();
  await page.waitForURL(/from=2027-10-02/);
  await expect(page.getByText(/At most 31 days at once/)).toBeVisible();
});

test("a file of patients is matched, tried, read in once, and what is wrong comes back as a file", async ({ page }) => {
  const tag = Date.now().toString(36);
  const rows = Array.from({ length: 55 }, (_, n) =>
    n === 6
      ? `${tag}-${n},No Date,${tag},soon,nobody@example.test`
      : `${tag}-${n},Given${n},Family${tag},17/0${(n % 9) + 1}/1980,person.${tag}.${n}@example.test`,
  );
  const file = ["Client ID,First Name,Last Name,Date of Birth,Email", ...rows].join("\n");
  const choose = () =>
    page
      .getByLabel("The file", { exact: true })
      .setInputFiles({ name: "clients.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await signIn(page, "omar@harbour.test");
  await page.goto("/owner/setup/import");
  await expectAccessible(page);
  await choose();
  await expect(page.getByText("clients.csv: 55 rows.")).toBeVisible();
  await expect(page.getByLabel("Patient number")).toHaveValue("0");
  await expect(page.getByLabel("Last name")).toHaveValue("2");
  await page.getByLabel("How dates are written").selectOption("24/11/2026");
  await page.getByRole("button", { name: "Try the file, keep nothing" }).click();
  await expect(page.getByText("54 rows can be read in, 1 row cannot be read.")).toBeVisible();
  await expect(page.getByText("Line 8")).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save those rows with what is wrong" }).click();
  expect((await saved).suggestedFilename()).toBe("patients-not-read-in.csv");
  await page.getByRole("button", { name: "Read it in" }).click();
  await expect(page.getByText("54 rows are read in, 1 row cannot be read.")).toBeVisible();
  await choose();
  await page.getByLabel("How dates are written").selectOption("24/11/2026");
  await page.getByRole("button", { name: "Try the file, keep nothing" }).click();
  await expect(page.getByText(/54 are here already or say nothing new, 1 row cannot be read/)).toBeVisible();
  await findPatient(page, `person.${tag}.3@example.test`);
  await expect(page.getByText(`Given3 Family${tag}`)).toBeVisible();
});

test("two records of one person are joined, and taken apart again", async ({ page }) => {
  const tag = Date.now().toString(36);
  const file = [
    "Client ID,Full name,Date of Birth,Email",
    `${tag}-1,Twin ${tag},1980-05-17,twin.one.${tag}@example.test`,
    `${tag}-2,Twin ${tag},1980-05-17,twin.two.${tag}@example.test`,
  ].join("\n");
  await signIn(page, "ruth@harbour.test");
  await page.goto("/owner/setup/import");
  await page
    .getByLabel("The file", { exact: true })
    .setInputFiles({ name: "twins.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Try the file, keep nothing" }).click();
  await page.getByRole("button", { name: "Read it in" }).click();
  await expect(page.getByText("2 rows are read in.")).toBeVisible();
  await page.goto("/owner/setup/duplicates");
  const pair = page.getByRole("region", { name: `Twin ${tag}` });
  await expect(pair.getByText(`twin.two.${tag}@example.test`)).toBeVisible();
  await expectAccessible(page);
  await pair.getByRole("button", { name: "Join the two records" }).click();
  await expect(pair).toBeHidden();
  const joined = page.getByRole("region", { name: "Joined" });
  await joined.getByRole("button", { name: `Take back the joining of Twin ${tag}` }).click();
  await expect(page.getByRole("region", { name: `Twin ${tag}` })).toBeVisible();
});
