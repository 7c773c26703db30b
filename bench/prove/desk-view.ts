// Claim: a full calendar answers the hand at once, is read in one query, and weighs little.
import { chromium, type Page } from "@playwright/test";
import postgres from "postgres";
import { findBrowser } from "../../scripts/browser.ts";
import { shareOf } from "../bench.ts";
import { describeMachine, loadNow } from "../machine.ts";
import { kilo, signedIn, weigh } from "../script-bytes.ts";
import { dataStatements, listenToStatements } from "../statements.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const GOALS = { medianMs: 100, scriptKb: 340, practitioners: 12, visitsEach: 14 };

/** Who asks, and whether they may: the same for every page of the desk. */
const atTheDoor = /from "(login_sessions|members|sign_in_rules|clinics)"/;

export const claim: Claim = {
  name: "desk-view",
  about: `the day of ${GOALS.practitioners} practitioners with ${GOALS.visitsEach} appointments each: interaction to next paint ≤ ${GOALS.medianMs} ms at the median (walking by arrow, carrying by key and by mouse, shortening all names), script ≤ ${GOALS.scriptKb} kB gzip, one query a view`,
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    const sql = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    const browser = await chromium.launch(findBrowser());
    try {
      const date = await layFullDay(sql);
      const storageState = await signedIn(browser, stack.url, "mina@harbour.test");
      const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const { scripts, html } = await weigh(page, `${stack.url}/desk?date=${date}`);
      const drawn = {
        columns: await page.locator("[data-column]").count(),
        visits: await page.locator("[data-visit]").count(),
      };
      log(`${drawn.visits} visits in ${drawn.columns} columns are drawn`);
      const loadBefore = loadNow();
      const times = await interact(page, quick ? 8 : 24);
      const listener = await listenToStatements(sql, stack);
      const look = () => page.request.get(`${stack.url}/api/desk/day?date=${date}`);
      // Connections are new, and what is asked once a connection has been asked.
      for (let turn = 0; turn < 25; turn++) await look();
      const said = dataStatements(await listener.during(look));
      await listener.end();
      log(`statements of one look: ${said.join(" | ")}`);
      const ofView = said.filter((text) => !atTheDoor.test(text));
      const medianMs = shareOf(times, 0.5);
      return {
        ok:
          drawn.columns === GOALS.practitioners &&
          drawn.visits === GOALS.practitioners * GOALS.visitsEach &&
          medianMs <= GOALS.medianMs &&
          kilo(scripts) <= GOALS.scriptKb &&
          ofView.length === 1,
        ...drawn,
        interactions: times.length,
        medianMs,
        p95Ms: shareOf(times, 0.95),
        longestMs: shareOf(times, 1),
        scriptKb: kilo(scripts),
        htmlKb: kilo(html),
        queriesOfView: ofView.length,
        queriesInAll: said.length,
        loadBefore,
        machine: describeMachine(),
      };
    } finally {
      await browser.close();
      await sql.end();
      await stack.stop();
    }
  },
};

/** On a Sunday, when nobody else works: practitioners of their own, and patients who are there once each. */
async function layFullDay(sql: postgres.Sql): Promise<string> {
  const [clinic] = await sql<{ id: string; date: string }[]>`
    select id, (current_date + 21 + (7 - extract(dow from current_date)::int))::text as date from clinics where slug = 'harbour'`;
  const { id, date } = clinic!;
  await sql`
    with model as (
      select p.*, l.id as location_id, o.service_id from practitioners p
      join practitioner_services o on o.clinic_id = p.clinic_id and o.practitioner_id = p.id
      join locations l on l.clinic_id = p.clinic_id
      where p.clinic_id = ${id} limit 1
    ), people as (
      insert into practitioners (clinic_id, id, supplier_id, name, title, languages, position)
      select ${id}, gen_random_uuid(), m.supplier_id, 'Sunday ' || n, m.title, m.languages, 100 + n
      from model m, generate_series(1, ${GOALS.practitioners}) n returning id, position
    ), hours as (
      insert into weekly_hours (clinic_id, id, practitioner_id, location_id, dow, start_min, end_min)
      select ${id}, gen_random_uuid(), p.id, m.location_id, 0, 480, 1200 from people p, model m
    ), who as (
      select id, row_number() over (order by id) n from patients where clinic_id = ${id}
    ), laid as (
      select gen_random_uuid() as id, p.id as practitioner_id, m.service_id, m.location_id,
        (p.position - 101) * ${GOALS.visitsEach} + k as n,
        (${date}::date + make_interval(mins => 480 + 50 * (k - 1))) at time zone c.time_zone as from_at, c.time_zone
      from people p, model m, clinics c, generate_series(1, ${GOALS.visitsEach}) k where c.id = ${id}
    )
    insert into appointments (clinic_id, id, chain_id, sequence, practitioner_id, service_id, location_id, patient_id, status,
      starts_at, ends_at, buffer_before_min, buffer_after_min, during, busy_after, busy_before, wall_start, time_zone,
      booked_via, price_minor, tax_minor, tax_code, currency, patient_minor, payer, policy, created_at)
    select ${id}, l.id, l.id, 0, l.practitioner_id, l.service_id, l.location_id, w.id, 'booked',
      from_at, from_at + interval '45 min', 0, 0, tstzrange(from_at, from_at + interval '45 min'),
      tstzrange(from_at, from_at + interval '45 min'), tstzrange(from_at, from_at + interval '45 min'),
      from_at at time zone l.time_zone, l.time_zone, 'phone', 9500, 0, 'exempt', 'CAD', 9500, 'self',
      '{"cancelNoticeHours":24,"lateFeeMinor":5000,"depositMinor":0}', now()
    from laid l join who w on w.n = l.n`;
  return date;
}

/** Milliseconds from each input event to the end of the frame that shows what came of it. */
async function interact(page: Page, turns: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { paintTimes: times });
    for (const kind of ["keydown", "pointermove", "click"] as const)
      addEventListener(
        kind,
        (event) =>
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.addEventListener("message", () => times.push(performance.now() - event.timeStamp));
            after.port1.start();
            after.port2.postMessage(null);
          }),
        { capture: true },
      );
  });
  const settle = () => page.waitForTimeout(60);
  const visit = page.locator("[data-visit]").nth(20);
  await visit.focus();
  for (let turn = 0; turn < turns; turn++) {
    await page.keyboard.press(turn % 4 === 3 ? "ArrowRight" : "ArrowDown");
    await settle();
  }
  await visit.focus();
  await page.keyboard.press("m");
  await settle();
  for (let turn = 0; turn < turns; turn++) {
    await page.keyboard.press(turn % 3 === 2 ? "ArrowRight" : turn % 2 ? "ArrowUp" : "ArrowDown");
    await settle();
  }
  await page.keyboard.press("Escape");
  const box = (await visit.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 10);
  await page.mouse.down();
  for (let turn = 1; turn <= turns; turn++) {
    await page.mouse.move(box.x + 30 + (turn % 3) * 60, box.y + 10 + turn * 6);
    await settle();
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
  for (let turn = 0; turn < turns / 4; turn++) {
    await page.getByLabel("Initials only").click();
    await settle();
  }
  return page.evaluate(() => (globalThis as unknown as { paintTimes: number[] }).paintTimes);
}
