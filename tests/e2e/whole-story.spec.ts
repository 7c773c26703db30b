// A patient's whole course at the browser, on a clock that the test moves: eight visits, the cap, flares, back and on, maintenance, goals met.
import { mkdtempSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import postgres from "postgres";
import { startThrowAwayStack, type ThrowAwayStack } from "../../scripts/throw-away-stack.ts";
import { acceptCourse, type Assessment, draftPlan } from "./courses";
import { bookByPhone, newPerson, signIn } from "./people";

test.describe.configure({ timeout: 900_000 });

let stack: ThrowAwayStack;
const clock = path.join(mkdtempSync(path.join(tmpdir(), "taper-clock-")), "now");
let now = new Date();

function standAt(moment: Date): void {
  now = moment;
  writeFileSync(clock, moment.toISOString());
}

test.beforeAll(async () => {
  standAt(now);
  stack = await startThrowAwayStack({
    name: "story",
    env: { NOW: pathToFileURL(clock).href, RATE_LIMITS: "off" },
    log: () => {},
  });
});
test.afterAll(() => stack?.stop());

const headache: Assessment = {
  condition: "Headache on most days for a year",
  began: "Gradually",
  classification: "Tension type chronic",
  scores: { pain: "6", function: "4", headacheDays: "20" },
  template: /^Chronic tension-type headache/,
  visits: 15,
};

test("assessment, T2, eight visits, the cap, flares, a step back, on again, maintenance and discharge", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: stack.url, locale: "en-CA", timezoneId: "America/Halifax" });
  const page = await context.newPage();
  const person = newPerson("Noor Haddad");
  page.setDefaultTimeout(30_000);
  try {
    await signIn(page, "priya@harbour.test");
    await bookByPhone(page, person, { practitioner: "Priya Nair" });
    await draftPlan(page, person, headache);
    await page.getByRole("button", { name: "Offer this plan" }).click();
    await expect(page.getByText("Offered. The link is on its way to the patient.")).toBeVisible();
    const booked = page.getByText("Accepted. All visits are booked.");
    await acceptCourse(page, /^At the clinic, visit by visit/, person.name, () => booked.isVisible(), 15);
    const story = new Story(page, page.url().split("?")[0]!);

    await story.attend(8);
    await story.measure({ pain: "4", headacheDays: "13", function: "5", change: "2" });
    await story.decide("Progress", /improved enough for the next phase/);

    await story.attend(1);
    await story.flare();
    await story.open();
    await expect(page.getByRole("radio", { name: /^Hold/ }).locator("xpath=ancestor::label")).toContainText("proposed");
    await expect(page.getByRole("link", { name: "Book an extra visit" })).toBeVisible();

    await story.attend(1);
    await story.flare();
    await story.decide("Step back", /two flares in 28 days/);

    await story.attend(4);
    standAt(new Date(now.getTime() + 16 * 86_400_000));
    await story.measure({ pain: "3", headacheDays: "9", function: "7", change: "2" });
    await story.decide("Progress", /improved enough/);

    await story.attendAll();
    await story.measure({ pain: "3", headacheDays: "8", function: "7", change: "2" });
    await story.decide("Progress", /improved enough/);
    await story.attendAll();
    await story.measure({ pain: "2", headacheDays: "7", function: "8", change: "1" });
    await story.open();
    await expect(
      page.getByText("3 more visits of maintenance, about 28 days apart, and then another look."),
    ).toBeVisible();
    await story.decide("Progress", /second stable review/);

    await story.attendAll();
    await story.measure({ pain: "1", headacheDays: "4", function: "9", change: "1" });
    await story.open();
    await expect(
      page.getByText("3 more visits of maintenance, about 42 days apart, and then another look."),
    ).toBeVisible();
    await story.choose("Discharge", "Goals met, and the patient agrees.");
    await page.getByLabel("How does it end?").selectOption({ label: "The goals are met" });
    await page.getByRole("button", { name: "Stop the plan and cancel what is to come" }).click();
    await expect(page.getByText(/^The plan is stopped/)).toBeVisible();
    await expect(page.getByText("Completed", { exact: true }).first()).toBeVisible();
  } finally {
    await context.close();
  }
});

/** The plan's page at the desk, as its practitioner goes through the course. */
class Story {
  readonly #page: Page;
  readonly #address: string;

  constructor(page: Page, address: string) {
    this.#page = page;
    this.#address = address;
  }

  /** Signs in anew when the evening has ended the session. */
  async #goto(address: string): Promise<void> {
    await this.#page.goto(address);
    if (!this.#page.url().includes("/sign-in")) return;
    await signIn(this.#page, "priya@harbour.test");
    await this.#page.goto(address);
  }

  /** Opens the plan, with what is decided on it. */
  async open(): Promise<void> {
    const page = this.#page;
    await this.#goto(this.#address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Plan for/);
    // The page comes in pieces; what is counted on it must be there.
    await expect(page.getByRole("region", { name: "To come" })).toBeVisible();
    const fold = page.locator("details", { has: page.locator("summary", { hasText: "Measure again and decide" }) });
    await fold.evaluate((details) => ((details as HTMLDetailsElement).open = true));
  }

  async #visits(): Promise<number> {
    return this.#page.getByRole("list", { name: "Visits to come" }).getByRole("listitem").count();
  }

  async attendAll(): Promise<void> {
    await this.open();
    await this.attend(await this.#visits());
  }

  /** The next visits take place, each at its time. */
  async attend(count: number): Promise<void> {
    const page = this.#page;
    for (let turn = 0; turn < count; turn++) {
      await this.open();
      const next = page.getByRole("list", { name: "Visits to come" }).getByRole("listitem").first().getByRole("link");
      const visit = (await next.getAttribute("href"))!.split("/visits/")[1]!;
      const { appointment, endsAt } = await appointmentOf(stack.adminUrl, visit);
      standAt(new Date(endsAt.getTime() - 5 * 60_000));
      await this.#goto(`${stack.url}/desk/appointments/${appointment}`);
      await page.getByRole("button", { name: "Arrived" }).click();
      await page.getByRole("button", { name: "Finish the visit" }).click();
      await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
    }
  }

  async measure(scores: { pain: string; headacheDays: string; function: string; change: string }): Promise<void> {
    const page = this.#page;
    standAt(new Date(now.getTime() + 30 * 60_000));
    await this.open();
    await page.locator("#score-nprs").fill(scores.pain);
    await page.locator("#score-hd28").fill(scores.headacheDays);
    await page.locator("#score-psfs").fill(scores.function);
    await page.locator("#score-pgic").fill(scores.change);
    await page.getByRole("button", { name: "Keep these scores" }).click();
    await expect(page.getByText("The scores are kept.")).toBeVisible();
  }

  async flare(): Promise<void> {
    const page = this.#page;
    standAt(new Date(now.getTime() + 20 * 60_000));
    await this.open();
    await page.getByLabel("What may have set it off").selectOption({ label: "Stress" });
    await page.getByRole("button", { name: "Keep this flare" }).click();
    await expect(page.getByText("The flare is kept.")).toBeVisible();
  }

  async choose(decision: string, reason: string): Promise<void> {
    const page = this.#page;
    await page.getByRole("radio", { name: new RegExp(`^${decision}`) }).check();
    await page.getByLabel("What it rests on").fill(reason);
    await page.getByRole("button", { name: "Record the decision" }).click();
  }

  /** What the figures propose is what is decided; the difference is then looked at and accepted. */
  async decide(decision: string, because: RegExp): Promise<void> {
    const page = this.#page;
    await this.open();
    await expect(page.getByText(because)).toBeVisible();
    const option = page.getByRole("radio", { name: new RegExp(`^${decision}`) });
    await expect(option.locator("xpath=ancestor::label")).toContainText("proposed");
    await this.choose(decision, "As the figures say.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/again/);
    await page
      .getByRole("button", { name: /^(Accept|Leave)/ })
      .first()
      .click();
    await expect(page.getByText(/^Done\. The visits stand as they were shown/)).toBeVisible({ timeout: 60_000 });
  }
}

async function appointmentOf(adminUrl: string, visitId: string): Promise<{ appointment: string; endsAt: Date }> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    const [row] = await sql<{ appointment: string; endsAt: Date }[]>`
      select id as appointment, ends_at as "endsAt" from appointments where visit_id = ${visitId} and status in ('booked', 'arrived')`;
    return row!;
  } finally {
    await sql.end();
  }
}

// Here because no other test may share a web process that is ended.
test("a web process that is told to end answers what was asked, though connections are kept busy, and is soon back", async () => {
  const [web] = stack.web;
  const agent = new http.Agent({ keepAlive: true });
  const ended = { answered: 0, cut: 0, refused: 0 };
  let over = false;
  const ask = () =>
    new Promise<void>((done) => {
      let begun = false;
      const request = http.get(`${stack.url}/api/v1/clinics/harbour`, { agent }, (answer) => {
        begun = true;
        answer.resume();
        answer.once("end", () => {
          ended.answered++;
          done();
        });
        answer.once("error", () => {
          ended.cut++;
          done();
        });
      });
      request.once("error", () => {
        if (!begun) ended.refused++;
        done();
      });
    });
  const visitors = Array.from({ length: 6 }, async () => {
    while (!over) {
      await ask();
      if (ended.refused) await new Promise((wait) => setTimeout(wait, 20));
    }
  });
  await expect.poll(() => ended.answered).toBeGreaterThan(20);
  const deaths = web!.deaths();
  process.kill(web!.pid()!, "SIGTERM");
  await expect.poll(() => web!.deaths(), { timeout: 5_000 }).toBe(deaths + 1);
  await expect
    .poll(
      () =>
        fetch(`${stack.url}/api/health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  over = true;
  await Promise.all(visitors);
  agent.destroy();
  expect(ended.cut).toBe(0);
});
