// Claim: a whole day at the front desk is worked through by mouse, by touch and by keyboard alone, and a second desk stays in step.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "@playwright/test";
import { audit } from "../../scripts/audit.ts";
import { findBrowser } from "../../scripts/browser.ts";
import { dataDirectory } from "../../scripts/paths.ts";
import { kinds, type Hands } from "../../tests/e2e/hands.ts";
import { layDay, type LaidDay } from "../desk-day/lay-day.ts";
import { workThrough, type Worked } from "../desk-day/work-through.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const GOALS = { appointments: 24, inStepMs: 1_000 };
const ways: readonly Hands["name"][] = ["mouse", "touch", "keyboard"];

export const claim: Claim = {
  name: "desk-day",
  about: `a day of ${GOALS.appointments} appointments, two walk-ins, a no-show, a running-late shift, a swap and a double-booking on purpose, worked through in a real browser by mouse, by touch at 390 px and by keyboard alone, without a dead end; axe finds nothing on any state; a second desk shows each change within ${GOALS.inStepMs} ms of its being made`,
  async run({ quick, log }) {
    const directory = path.join(dataDirectory(), "desk-day");
    mkdirSync(directory, { recursive: true });
    const clock = path.join(directory, "now");
    const standAt = (moment: Date) => writeFileSync(clock, moment.toISOString());
    standAt(new Date());
    const stack = await startProveStack({ log, env: { NOW: pathToFileURL(clock).href } });
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch(findBrowser());
      const taken: string[] = [];
      const days: LaidDay[] = [];
      const chosen = quick ? ways.slice(-1) : ways;
      for (const _way of chosen) {
        const day = await layDay(stack.webUrls, GOALS.appointments, taken);
        taken.push(day.date);
        days.push(day);
      }
      // The clock of the product only goes forward.
      days.sort((a, b) => a.date.localeCompare(b.date));
      const worked: Worked[] = [];
      for (const [index, way] of chosen.entries()) {
        log(`${way}: ${days[index]!.date} …`);
        const done = await workThrough({
          browser,
          url: stack.url,
          way,
          context: kinds[way],
          day: days[index]!,
          standAt,
          directory,
          log,
        });
        log(
          `${way}: ${done.deadEnd ?? "done"}, ${done.findings.length} findings, in step after ${done.inStepMs} ms at most`,
        );
        worked.push(done);
      }
      // As of the end of the last day, not of today.
      process.env["NOW"] = pathToFileURL(clock).href;
      const { violations } = await audit(stack.appUrl, log);
      for (const { findings } of worked) for (const finding of findings.slice(0, 5)) log(finding);
      const sound = (one: Worked) =>
        one.deadEnd === null &&
        one.findings.length === 0 &&
        one.finished === GOALS.appointments + 1 &&
        one.missed === 1 &&
        one.inStepMs <= GOALS.inStepMs;
      return {
        ok: worked.every(sound) && violations === 0,
        ways: worked.map(({ findings, ...one }) => ({ ...one, findings: findings.length })),
        violations,
      };
    } finally {
      await browser?.close();
      await stack.stop();
    }
  },
};
