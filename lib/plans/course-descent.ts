// Good plans quickly: one track at a time is placed best beside the others, until none can do better.
import type { DayBook } from "./course-days.ts";
import { createPath, followPath, solvePath } from "./course-paths.ts";
import type { Stand } from "./course-paths.ts";
import type { CourseTables } from "./course-tracks.ts";

/** A whole plan: real visits by track, the primaries' choices, and its cost in points. */
export type CoursePlan = { stands: Stand[][]; primaries: number[]; cost: number };

/** A plan that knows what each track would cost alone. */
export type SettledPlan = CoursePlan & { alone: number[] };

export type Descent = {
  /** Best neighbour of the tracks' wishes under `prices`, the tracks placed in the order given. */
  fromPrices(primaries: readonly number[], prices: Float64Array, order: readonly number[]): SettledPlan;
  /** The same with each track also free to change its primary. */
  free(plan: SettledPlan): SettledPlan;
};

export function createDescent(tables: CourseTables, book: DayBook): Descent {
  const { tracks, columns } = tables;
  const paths = tracks.map(createPath);
  const extra = new Float64Array(columns.length + 1);

  /** Sets `extra` for one track: what standing on a column adds beside the others. */
  function priceBeside(k: number, others: (Stand[] | null)[], primaries: readonly number[]): void {
    const track = tracks[k]!;
    const byDay = new Map<number, number[]>();
    for (const [j, stands] of others.entries()) {
      if (j === k || !stands) continue;
      for (const stand of stands) {
        const here = byDay.get(stand.day);
        if (here) here.push(stand.column);
        else byDay.set(stand.day, [stand.column]);
        if (!track.deep || !tracks[j]!.deep) continue;
        for (let day = stand.day - tables.restDays + 1; day < stand.day + tables.restDays; day++) {
          if (day === stand.day || day < 0 || day >= tables.days) continue;
          for (const column of track.dayColumns[day]!) extra[column] = Infinity;
        }
      }
    }
    for (const [day, here] of byDay) {
      if (here.length > 1) here.sort((a, b) => a - b);
      const before = book.surplus(here, primaries);
      for (const column of track.dayColumns[day]!) {
        if (extra[column] === Infinity) continue;
        const set =
          here.length === 1 ? (here[0]! < column ? [here[0]!, column] : [column, here[0]!]) : [...here, column];
        if (set.length > 2) set.sort((a, b) => a - b);
        extra[column] = book.surplus(set, primaries) - before;
      }
    }
  }

  /** Places one track best at the present `extra`; gives its stands and what they add. */
  function place(k: number, primary: number): { stands: Stand[]; added: number } {
    solvePath(tracks[k]!, primary, extra, paths[k]!);
    return { stands: followPath(tracks[k]!, primary, extra, paths[k]!), added: paths[k]!.cost };
  }

  /** What the present `extra` puts on these stands. */
  function sharing(stands: Stand[]): number {
    return stands.reduce((cost, stand) => cost + extra[stand.column]!, 0);
  }

  /** Improves track by track until a whole round changes nothing. */
  function settle(plan: SettledPlan, freely: boolean): SettledPlan {
    let { cost } = plan;
    const stands = [...plan.stands];
    const primaries = [...plan.primaries];
    const alone = [...plan.alone];
    let idle = 0;
    for (let k = 0; idle < tracks.length; k = (k + 1) % tracks.length) {
      idle++;
      const present = primaries[k]!;
      const choices = freely ? [present, ...tracks[k]!.primaries.keys().filter((p) => p !== present)] : [present];
      // What the others cost without this track: the plan's cost less what this track adds to it.
      extra.fill(0);
      priceBeside(k, stands, primaries);
      const rest = cost - alone[k]! - sharing(stands[k]!);
      let best = cost;
      for (const p of choices) {
        if (p !== present) {
          extra.fill(0);
          priceBeside(k, stands, primaries.with(k, p));
        }
        const placed = place(k, p);
        if (rest + placed.added < best) {
          best = rest + placed.added;
          stands[k] = placed.stands;
          primaries[k] = p;
          alone[k] = placed.added - sharing(placed.stands);
        }
      }
      if (best < cost) {
        cost = best;
        idle = 1;
      }
    }
    return { stands, primaries, alone, cost };
  }

  function fromPrices(primaries: readonly number[], prices: Float64Array, order: readonly number[]): SettledPlan {
    const stands: (Stand[] | null)[] = tracks.map(() => null);
    const alone = tracks.map(() => 0);
    let cost = 0;
    for (const k of order) {
      extra.set(prices);
      const placedDays = new Set(stands.flatMap((list) => (list ?? []).map((stand) => stand.day)));
      for (const day of placedDays) for (const column of tracks[k]!.dayColumns[day] ?? []) extra[column] = 0;
      priceBeside(k, stands, primaries);
      const placed = place(k, primaries[k]!);
      // Prices steered the way; the plan's cost counts only what sharing really adds.
      alone[k] = placed.added - sharing(placed.stands);
      extra.fill(0);
      priceBeside(k, stands, primaries);
      cost += alone[k]! + sharing(placed.stands);
      stands[k] = placed.stands;
    }
    return settle({ stands: stands as Stand[][], primaries: [...primaries], alone, cost }, false);
  }

  return { fromPrices, free: (plan) => settle(plan, true) };
}
