// Whether a page can be used by everybody: no finding of axe at the levels of WCAG 2.2 AA, and nothing wider than the screen.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, "pixels wider than the screen").toBeLessThanOrEqual(0);
}

/** Whether the page would do in a language that is written from right to left; no language of ours is yet. */
export async function expectTurnsOver(page: Page): Promise<void> {
  const turned = await page.evaluate(() => {
    const { documentElement: root } = document;
    root.dir = "rtl";
    const heading = document.querySelector("main h1")!;
    const range = document.createRange();
    range.selectNodeContents(heading);
    const gap = Math.abs(heading.getBoundingClientRect().right - range.getBoundingClientRect().right);
    const wider = root.scrollWidth - root.clientWidth;
    root.dir = "ltr";
    return { gap: Math.round(gap), wider };
  });
  expect(turned, "where the heading begins, and pixels wider than the screen").toEqual({ gap: 0, wider: 0 });
}
