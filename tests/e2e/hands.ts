// Three ways to work at a desk: with a mouse, with a finger, and with the keyboard alone.
import type { BrowserContextOptions, CDPSession, Locator, Page } from "@playwright/test";

export type Hands = {
  name: "mouse" | "touch" | "keyboard";
  /** Opens a link, presses a button, unfolds, ticks. */
  press(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  /** Chooses an option by its words. */
  choose(target: Locator, words: string): Promise<void>;
  /** Carries a visit of the calendar so many columns and minutes further, and puts it down. */
  carry(visit: Locator, by: { columns: number; minutes: number }): Promise<void>;
  /** Picks a visit up without putting it down. */
  pickUp(visit: Locator): Promise<void>;
  letGo(): Promise<void>;
};

export const kinds: Record<Hands["name"], BrowserContextOptions> = {
  mouse: { viewport: { width: 1280, height: 900 } },
  touch: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  keyboard: { viewport: { width: 1280, height: 900 } },
};

export async function handsOf(name: Hands["name"], page: Page): Promise<Hands> {
  if (name === "mouse") return mouse(page);
  if (name === "touch") return touch(page, await page.context().newCDPSession(page));
  return keyboard(page);
}

type Point = { x: number; y: number };

/** Where a visit is gripped, and where that point lies after the way: columns differ in height by nothing, in place by their width. */
async function wayOf(visit: Locator, by: { columns: number; minutes: number }): Promise<{ from: Point; to: Point }> {
  await visit.evaluate((block) => block.scrollIntoView({ block: "center", inline: "center" }));
  return visit.evaluate((block, { columns, minutes }) => {
    const bodies = [...document.querySelectorAll<HTMLElement>("[data-column]")];
    const own = bodies.findIndex((body) => body.contains(block));
    const frame = block.closest<HTMLElement>("[data-until]")!;
    const { from, until } = frame.dataset as { from: string; until: string };
    const target = bodies[own + columns]!.getBoundingClientRect();
    const box = block.getBoundingClientRect();
    const perMinute = target.height / ((Number(until) - Number(from)) * 60);
    const y = box.top + Math.min(12, box.height / 3);
    return {
      from: { x: box.left + box.width / 2, y },
      to: { x: target.left + target.width / 2, y: y + minutes * perMinute },
    };
  }, by);
}

const onTheWay = ({ from, to }: { from: Point; to: Point }, steps = 8): Point[] =>
  Array.from({ length: steps }, (_, index) => ({
    x: from.x + ((to.x - from.x) * (index + 1)) / steps,
    y: from.y + ((to.y - from.y) * (index + 1)) / steps,
  }));

function mouse(page: Page): Hands {
  return {
    name: "mouse",
    press: (target) => target.click(),
    async type(target, text) {
      await target.click({ clickCount: 3 });
      await page.keyboard.type(text);
    },
    choose: async (target, words) => void (await target.selectOption({ label: words })),
    async carry(visit, by) {
      const way = await wayOf(visit, by);
      await page.mouse.move(way.from.x, way.from.y);
      await page.mouse.down();
      for (const { x, y } of onTheWay(way)) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    async pickUp(visit) {
      const { from } = await wayOf(visit, { columns: 0, minutes: 0 });
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, from.y + 40, { steps: 4 });
    },
    async letGo() {
      await page.keyboard.press("Escape");
      await page.mouse.up();
    },
  };
}

const longPressMs = 600;

function touch(page: Page, client: CDPSession): Hands {
  const send = (type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel", points: Point[]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const hold = async (at: Point) => {
    await send("touchStart", [at]);
    await page.waitForTimeout(longPressMs);
  };
  return {
    name: "touch",
    press: (target) => target.tap(),
    async type(target, text) {
      await target.tap();
      await target.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    // The list itself is the telephone's own.
    choose: async (target, words) => void (await target.selectOption({ label: words })),
    async carry(visit, by) {
      const way = await wayOf(visit, by);
      await hold(way.from);
      for (const point of onTheWay(way)) await send("touchMove", [point]);
      await send("touchEnd", []);
    },
    async pickUp(visit) {
      const { from } = await wayOf(visit, { columns: 0, minutes: 0 });
      await hold(from);
      await send("touchMove", [{ x: from.x, y: from.y + 40 }]);
    },
    letGo: () => send("touchCancel", []).then(() => undefined),
  };
}

const mostTabs = 250;

function keyboard(page: Page): Hands {
  const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  /** Walks with Tab; inside the calendar with the arrows. */
  const reach = async (target: Locator) => {
    await target.waitFor();
    const inGrid = await target.evaluate((element) => element.matches("[data-visit]"));
    const there = () =>
      inGrid
        ? page.evaluate(() => document.activeElement?.matches("[data-stop]") ?? false)
        : target.evaluate(
            // One stop for a group of radios, whichever of them it is.
            (element) =>
              element === document.activeElement ||
              (element instanceof HTMLInputElement &&
                element.type === "radio" &&
                document.activeElement instanceof HTMLInputElement &&
                document.activeElement.name === element.name),
          );
    for (let turn = 0; !(await there()); turn++) {
      if (turn > mostTabs) throw new Error(`Tab does not lead to ${target.toString()}`);
      await page.keyboard.press("Tab");
    }
    if (inGrid) return walkTo(target);
    for (let turn = 0; !(await focused(target)); turn++) {
      if (turn > mostTabs) throw new Error(`the arrows do not lead to ${target.toString()}`);
      await page.keyboard.press("ArrowDown");
    }
  };
  const walkTo = async (target: Locator) => {
    for (let turn = 0; !(await focused(target)); turn++) {
      if (turn > mostTabs) throw new Error(`the arrows do not lead to ${target.toString()}`);
      const key = await target.evaluate((element) => {
        const here = document.activeElement as HTMLElement;
        const columns = [...document.querySelectorAll("[data-until] section")];
        const place = (one: Element) => columns.findIndex((column) => column.contains(one));
        const aside = place(element) - place(here);
        if (aside !== 0) return aside > 0 ? "ArrowRight" : "ArrowLeft";
        const top = (one: HTMLElement) => (one.matches("[data-visit]") ? one.offsetTop : -1);
        // Visits side by side follow one another as they stand in the page.
        const stops = [...columns[place(here)]!.querySelectorAll<HTMLElement>("[data-stop]")].toSorted(
          (a, b) => top(a) - top(b),
        );
        return stops.indexOf(element as HTMLElement) > stops.indexOf(here) ? "ArrowDown" : "ArrowUp";
      });
      await page.keyboard.press(key);
    }
  };
  const isBox = (target: Locator) =>
    target.evaluate((element) => element instanceof HTMLInputElement && /checkbox|radio/.test(element.type));
  return {
    name: "keyboard",
    async press(target) {
      await reach(target);
      await page.keyboard.press((await isBox(target)) ? "Space" : "Enter");
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    async choose(target, words) {
      await reach(target);
      await page.keyboard.type(words);
    },
    async carry(visit, { columns, minutes }) {
      await reach(visit);
      const start = (one: Locator) =>
        one.evaluate((block) => Number(block.dataset["h"]) * 60 + Number(block.dataset["m"]));
      const wanted = (await start(visit)) + minutes;
      await page.keyboard.press("m");
      for (let turn = 0; turn < Math.abs(columns); turn++)
        await page.keyboard.press(columns > 0 ? "ArrowRight" : "ArrowLeft");
      const ghost = page.locator("[data-ghost]");
      for (let turn = 0; (await start(ghost)) !== wanted; turn++) {
        if (turn > mostTabs) throw new Error("the arrows do not lead to the time");
        await page.keyboard.press(minutes > 0 ? "ArrowDown" : "ArrowUp");
      }
      await page.keyboard.press("Enter");
    },
    async pickUp(visit) {
      await reach(visit);
      await page.keyboard.press("m");
      await page.keyboard.press("ArrowDown");
    },
    letGo: () => page.keyboard.press("Escape"),
  };
}
