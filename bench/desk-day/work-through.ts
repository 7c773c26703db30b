// One day at the desk from opening to closing, with one pair of hands, while a second desk looks on.
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";
import { handsOf, type Hands } from "../../tests/e2e/hands.ts";
import type { LaidDay, LaidVisit } from "./lay-day.ts";

export type Worked = {
  way: Hands["name"];
  /** The step that could not be done, and why; null when the day came to its end. */
  deadEnd: string | null;
  finished: number;
  missed: number;
  states: number;
  findings: string[];
  /** How long the second desk took at most to show what the first had done. */
  inStepMs: number;
  seconds: number;
};

type Options = {
  browser: Browser;
  url: string;
  way: Hands["name"];
  context: BrowserContextOptions;
  day: LaidDay;
  standAt: (moment: Date) => void;
  /** For a picture of a dead end. */
  directory: string;
  log: (line: string) => void;
};

const MINUTE = 60_000;
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function workThrough(options: Options): Promise<Worked> {
  const { browser, url, way, context, day, directory } = options;
  const both = { baseURL: url, locale: "en-CA", timezoneId: "America/Vancouver" };
  const own = await browser.newContext({ ...both, ...context });
  const other = await browser.newContext({ ...both, viewport: { width: 1280, height: 900 } });
  const [page, second] = [await own.newPage(), await other.newPage()];
  for (const one of [page, second]) one.setDefaultTimeout(20_000);
  const startedAt = Date.now();
  const desk = new Desk(page, second, await handsOf(way, page), options);
  try {
    options.standAt(new Date(Date.parse(day.visits[0]!.start) - 90 * MINUTE));
    await desk.open();
    await desk.moveAndUndo();
    await desk.moveToColleague();
    await desk.swapTwo();
    await desk.bookOver();
    await desk.otherViews();
    await desk.workHours();
  } catch (error) {
    desk.deadEnd = `${desk.step}: ${String(error).split("\n").slice(0, 3).join(" ")}`;
    await page.screenshot({ path: path.join(directory, `${way}.png`), fullPage: true }).catch(() => {});
  }
  await own.close();
  await other.close();
  const { deadEnd, finished, missed, states, findings, inStepMs } = desk;
  return {
    way,
    deadEnd,
    finished,
    missed,
    states,
    findings,
    inStepMs,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
}

class Desk {
  step = "begin";
  deadEnd: string | null = null;
  finished = 0;
  missed = 0;
  states = 0;
  findings: string[] = [];
  inStepMs = 0;
  readonly #page: Page;
  readonly #second: Page;
  readonly #hands: Hands;
  readonly #options: Options;

  constructor(page: Page, second: Page, hands: Hands, options: Options) {
    this.#page = page;
    this.#second = second;
    this.#hands = hands;
    this.#options = options;
  }

  #begin(step: string): void {
    this.step = step;
    this.#options.log(`${this.#options.way}: ${step}`);
  }

  /** Axe on what the screen shows now, and whether it is wider than the screen. */
  async #look(state: string): Promise<void> {
    this.states++;
    const { violations } = await new AxeBuilder({ page: this.#page }).withTags(levels).analyze();
    for (const { id, nodes } of violations)
      this.findings.push(`${this.#options.way}, ${state}: ${id} ${nodes[0]?.html}`);
    const wider = await this.#page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wider > 0) this.findings.push(`${this.#options.way}, ${state}: ${wider} px wider than the screen`);
  }

  get #calendar(): string {
    return `/desk?date=${this.#options.day.date}`;
  }

  #visit(who: string, page = this.#page): Locator {
    return page.locator("[data-visit]", { hasText: who });
  }

  /** Does something here, and waits until the second desk shows it; only from when it was done does the time count. */
  async #inStep(act: () => Promise<void>, shown: (page: Page) => Promise<void>): Promise<void> {
    let doneAt = 0;
    const seen = shown(this.#second).then(() => Date.now());
    // Whatever is thrown first ends the day; the other is not left unheard.
    seen.catch(() => {});
    await act();
    doneAt = Date.now();
    await shown(this.#page);
    const ownAt = Date.now();
    // What the second desk shows before the first does has taken no time.
    this.inStepMs = Math.max(this.inStepMs, (await seen) - Math.min(doneAt, ownAt));
  }

  async #startOf(who: string, page = this.#page): Promise<number> {
    return this.#visit(who, page).evaluate((one) => Number(one.dataset["h"]) * 60 + Number(one.dataset["m"]));
  }

  /** Minutes after local midnight of an instant, which the public door writes with its offset. */
  #minuteOf = (start: string): number => Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));

  async open(): Promise<void> {
    this.#begin("sign in and open the day");
    for (const page of [this.#page, this.#second]) await page.goto("/sign-in");
    await this.#hands.type(this.#page.getByLabel("E-mail"), "mina@harbour.test");
    await this.#hands.type(this.#page.getByLabel("Password"), "taper-demo");
    await this.#hands.press(this.#page.getByRole("button", { name: "Sign in" }));
    await this.#page.waitForURL(/\/desk/);
    await this.#second.getByLabel("E-mail").fill("omar@harbour.test");
    await this.#second.getByLabel("Password").fill("taper-demo");
    await this.#second.getByRole("button", { name: "Sign in" }).click();
    await this.#second.waitForURL(/\/desk/);
    await this.#second.goto(this.#calendar);
    await expect(this.#second.getByText("changes come by themselves")).toBeVisible();
    await this.#goHome();
    await this.#look("calendar");
  }

  async #goHome(): Promise<void> {
    await this.#page.goto(this.#calendar);
    const asGrid = this.#page.getByRole("button", { name: "Calendar", exact: true });
    if (this.#options.way === "touch" && (await asGrid.getAttribute("aria-pressed")) === "false") {
      await this.#look("list");
      await this.#hands.press(asGrid);
    }
    await expect(this.#page.getByText("changes come by themselves")).toBeVisible();
  }

  /** A visit and an open start of its own service with somebody, as the public door lists them. */
  async #somewhereOpen(
    visits: readonly LaidVisit[],
    fits: (visit: LaidVisit, open: { start: string; practitioner: string }) => boolean,
  ): Promise<{ visit: LaidVisit; start: string; practitioner: string }> {
    const found: { visit: LaidVisit; start: string; practitioner: string }[] = [];
    for (const visit of visits)
      for (const { start, practitioners } of await this.#options.day.open(visit.service))
        for (const practitioner of practitioners)
          if (fits(visit, { start, practitioner })) found.push({ visit, start, practitioner });
    // The nearest: nobody carries a visit over half a day with the hand.
    const far = (one: (typeof found)[number]) => Math.abs(Date.parse(one.start) - Date.parse(one.visit.start));
    const [nearest] = found.toSorted((a, b) => far(a) - far(b));
    if (nearest) return nearest;
    throw new Error("nothing is open");
  }

  #columnOf(practitioner: string): Promise<number> {
    return this.#page
      .locator("[data-until] section a[title^='Book with']")
      .evaluateAll(
        (heads, id) => heads.findIndex((head) => (head as HTMLAnchorElement).href.includes(id)),
        practitioner,
      );
  }

  async moveAndUndo(): Promise<void> {
    this.#begin("pick a visit up and leave it, then move it and take it back");
    const { visit, start } = await this.#somewhereOpen(
      this.#options.day.visits,
      (one, open) => open.practitioner === one.practitioner && open.start !== one.start,
    );
    const block = this.#visit(visit.who);
    await this.#hands.pickUp(block);
    await expect(this.#page.locator("[data-moving-words]")).toContainText(visit.who);
    await this.#look("moving");
    await this.#hands.letGo();
    await expect(this.#page.locator("[data-moving-words]")).toBeEmpty();
    const [from, to] = [this.#minuteOf(visit.start), this.#minuteOf(start)];
    const at = (minute: number) => async (page: Page) =>
      expect.poll(() => this.#startOf(visit.who, page), { intervals: [20], timeout: 15_000 }).toBe(minute);
    await this.#inStep(() => this.#hands.carry(block, { columns: 0, minutes: to - from }), at(to));
    const undo = this.#page.getByRole("button", { name: "Undo (U)" });
    await expect(undo).toBeVisible();
    await this.#inStep(
      async () => (this.#hands.name === "keyboard" ? this.#page.keyboard.press("u") : this.#hands.press(undo)),
      at(from),
    );
    await expect(this.#page.getByText("Taken back: the visit has its old time")).toBeVisible();
  }

  async moveToColleague(): Promise<void> {
    this.#begin("move a visit to a colleague");
    const { visit, start, practitioner } = await this.#somewhereOpen(
      this.#options.day.visits.toReversed(),
      (one, open) => open.practitioner !== one.practitioner,
    );
    const columns = (await this.#columnOf(practitioner)) - (await this.#columnOf(visit.practitioner));
    const minutes = this.#minuteOf(start) - this.#minuteOf(visit.start);
    await this.#inStep(
      () => this.#hands.carry(this.#visit(visit.who), { columns, minutes }),
      async (page) => {
        await expect
          .poll(() => this.#startOf(visit.who, page), { intervals: [20], timeout: 15_000 })
          .toBe(this.#minuteOf(start));
      },
    );
    await expect(this.#page.getByText(`${visit.who}: `)).toBeVisible();
    await this.#look("moved, with undo");
    [visit.start, visit.practitioner] = [start, practitioner];
  }

  /** Two visits of one practitioner and service. */
  #alike(): [LaidVisit, LaidVisit] {
    const { visits } = this.#options.day;
    const pairs = visits.flatMap((one) =>
      visits
        .filter(
          (other) =>
            other !== one &&
            other.start > one.start &&
            other.practitioner === one.practitioner &&
            other.service === one.service,
        )
        .map((other): [LaidVisit, LaidVisit] => [one, other]),
    );
    const far = ([one, other]: [LaidVisit, LaidVisit]) => Date.parse(other.start) - Date.parse(one.start);
    const [nearest] = pairs.toSorted((a, b) => far(a) - far(b));
    if (nearest) return nearest;
    throw new Error("no two visits are alike");
  }

  async swapTwo(): Promise<void> {
    this.#begin("swap two visits");
    const [one, other] = this.#alike();
    const minutes = this.#minuteOf(other.start) - this.#minuteOf(one.start);
    await this.#hands.carry(this.#visit(one.who), { columns: 0, minutes });
    const dialog = this.#page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await this.#look("refused, with what can be done");
    await this.#inStep(
      () => this.#hands.press(dialog.getByRole("button", { name: new RegExp(`^Swap with ${other.who}`) })),
      async (page) => {
        await expect
          .poll(() => this.#startOf(one.who, page), { intervals: [20], timeout: 15_000 })
          .toBe(this.#minuteOf(other.start));
      },
    );
    await expect.poll(() => this.#startOf(other.who)).toBe(this.#minuteOf(one.start));
    [one.start, other.start] = [other.start, one.start];
  }

  async bookOver(): Promise<void> {
    this.#begin("book over another visit on purpose");
    const [one, other] = this.#alike();
    const minutes = this.#minuteOf(other.start) - this.#minuteOf(one.start);
    await this.#hands.carry(this.#visit(one.who), { columns: 0, minutes });
    const dialog = this.#page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    const send = dialog.getByRole("button", { name: "Put it there all the same" });
    await this.#hands.press(send);
    await expect(dialog.getByText("Say in a few words why.")).toBeVisible();
    await this.#look("refused, without a reason");
    await this.#hands.type(dialog.getByLabel(/^Put it there on purpose/), "Twins who come together");
    await this.#inStep(
      () => this.#hands.press(send),
      async (page) => {
        await expect
          .poll(() => this.#startOf(one.who, page), { intervals: [20], timeout: 15_000 })
          .toBe(this.#minuteOf(other.start));
      },
    );
    one.start = other.start;
  }

  async otherViews(): Promise<void> {
    this.#begin("look at rooms, a week and the month");
    for (const view of ["Rooms", "Week", "Month"] as const) {
      await this.#hands.press(this.#page.getByRole("link", { name: view, exact: true }));
      await this.#page.waitForURL(new RegExp(`view=${view.toLowerCase()}`));
      await this.#look(view.toLowerCase());
    }
    await this.#goHome();
  }

  /** From the first visit to the last: everybody arrives and is seen, but for the one who does not come. */
  async workHours(): Promise<void> {
    const order = [...this.#options.day.visits].toSorted((a, b) => a.start.localeCompare(b.start));
    const missing = order[5]!.who;
    for (const [index, { who }] of order.entries()) {
      if (index === 8 || index === 16) await this.#walkIn(index);
      if (index === 12) await this.#runLate(order[index]!);
      this.#begin(`${index + 1} of ${order.length}: ${who}`);
      const minute = await this.#startOf(who);
      const midnight = Date.parse(order[0]!.start) - this.#minuteOf(order[0]!.start) * MINUTE;
      this.#options.standAt(new Date(midnight + minute * MINUTE + (who === missing ? 20 * MINUTE : 0)));
      await (who === missing ? this.#noShow(who) : this.#attend(who, index === 0));
    }
  }

  async #attend(who: string, watched: boolean): Promise<void> {
    await this.#hands.press(this.#visit(who));
    await this.#page.waitForURL(/\/desk\/appointments\//);
    if (watched) await this.#look("visit, booked");
    await this.#inStep(
      () => this.#hands.press(this.#page.getByRole("button", { name: "Arrived", exact: true })),
      async (page) => {
        await expect(
          page === this.#page
            ? page.getByRole("button", { name: "Not arrived after all" })
            : this.#visit(who, page).getByText("Arrived"),
        ).toBeVisible();
      },
    );
    if (watched) await this.#look("visit, arrived");
    await this.#hands.press(this.#page.getByRole("button", { name: "Done – the visit took place" }));
    await expect(this.#page.getByRole("link", { name: "Rebook – a week later" })).toBeVisible();
    if (watched) await this.#look("visit, done");
    this.finished++;
    await this.#back();
  }

  async #back(): Promise<void> {
    await this.#hands.press(this.#page.getByRole("link", { name: /^Day, / }));
    await this.#page.waitForURL(/\/desk\?/);
    await this.#page.locator("[data-visit]").first().waitFor();
  }

  async #noShow(who: string): Promise<void> {
    await this.#hands.press(this.#visit(who));
    await this.#page.waitForURL(/\/desk\/appointments\//);
    await this.#hands.press(this.#page.locator("summary", { hasText: "Did not come" }));
    await this.#look("did not come");
    await this.#hands.press(this.#page.getByRole("button", { name: "Note as no-show" }));
    await expect(this.#page.getByRole("button", { name: "Came after all" })).toBeVisible();
    this.missed++;
    await this.#back();
  }

  async #walkIn(turn: number): Promise<void> {
    this.#begin(`walk-in before visit ${turn + 1}`);
    await this.#hands.press(this.#page.getByRole("link", { name: "New visit" }));
    await expect(this.#page.getByRole("heading", { level: 1 })).toHaveText("New visit");
    if (turn === 8) await this.#look("new visit");
    await this.#hands.press(this.#page.locator('input[name="start"]').first());
    await this.#hands.type(this.#page.getByLabel("Full name"), `Walker ${this.#options.way} ${turn}`);
    await this.#hands.type(this.#page.getByLabel("Year"), "1979");
    await this.#hands.type(this.#page.getByLabel("Month"), "3");
    await this.#hands.type(this.#page.locator('input[name="birthDateDay"]'), "14");
    await this.#hands.type(this.#page.getByLabel("Mobile"), `604 555 01${turn + 10}`);
    await this.#hands.press(this.#page.getByLabel("Every answer was no"));
    await this.#hands.press(this.#page.getByLabel("Walked in"));
    await this.#hands.press(this.#page.getByRole("button", { name: "Book the visit" }));
    await expect(this.#page.getByText("Booked.", { exact: true })).toBeVisible();
    const arrived = this.#page.getByRole("button", { name: "Arrived", exact: true });
    if (await arrived.isVisible()) {
      await this.#hands.press(arrived);
      await this.#hands.press(this.#page.getByRole("button", { name: "Done – the visit took place" }));
      await expect(this.#page.getByRole("link", { name: "Rebook – a week later" })).toBeVisible();
      this.finished++;
    }
    await this.#goHome();
  }

  async #runLate(next: LaidVisit): Promise<void> {
    this.#begin("somebody runs late");
    const name = await this.#page.locator(`[data-until] section a[href*="${next.practitioner}"]`).first().textContent();
    await this.#hands.press(this.#page.locator("summary", { hasText: "Somebody runs late" }));
    await this.#hands.choose(this.#page.getByLabel("Who runs late"), name ?? "");
    await this.#hands.type(this.#page.getByLabel("Minutes"), "10");
    await this.#hands.press(this.#page.getByRole("button", { name: "See who is touched" }));
    await expect(this.#page.getByText("Nothing is saved yet.")).toBeVisible();
    await this.#look("who is touched by running late");
    const before = await this.#startOf(next.who);
    await this.#inStep(
      () => this.#hands.press(this.#page.getByRole("button", { name: /and tell who is touched$/ })),
      async (page) => {
        await expect.poll(() => this.#startOf(next.who, page), { intervals: [20], timeout: 15_000 }).toBe(before + 10);
      },
    );
  }
}
