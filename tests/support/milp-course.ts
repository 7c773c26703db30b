// The course planner as a mixed-integer model solved by HiGHS, one model for each choice of primaries.
import loadHighs from "highs";
import type { CourseProblem, CourseSlot } from "../../lib/plans/course-problem.ts";

type Solver = Awaited<ReturnType<typeof loadHighs>>;

let loading: Promise<Solver> | null = null;

/** HiGHS in WebAssembly; loaded once, or anew when a solver has run out of memory. */
export function loadSolver(): Promise<Solver> {
  loading ??= loadHighs();
  return loading;
}

type Points = { open: number; notPrimary: number; together: number; apart: number; unfunded: number; moved: number };

/** One column of a day: a track's visit (or −1 for all visits that have no booking on that day). */
type Seat = { track: number; visit: number };

/** A number added up term by term in LP format. */
type Row = string[];

/** Visits (`track/visit`) that may not be left open. */
export type MustStand = ReadonlySet<string>;

const nothing: MustStand = new Set();

/**
 * The least cost of any plan, Infinity when `must` cannot all stand; null when HiGHS did not prove it in time.
 */
export async function milpCourseCost(
  problem: CourseProblem,
  must = nothing,
  limitSeconds = 600,
): Promise<number | null> {
  const solver = await loadSolver();
  const choices = problem.tracks.map((track) => {
    if (track.primary !== undefined) return [track.primary];
    const all = [...new Set(track.slots.flat().map((slot) => slot.practitioner))].sort();
    return all.length > 0 ? all : [""];
  });
  const all = choices.reduce<string[][]>(
    (lists, here) => lists.flatMap((list) => here.map((one) => [...list, one])),
    [[]],
  );
  let best = Infinity;
  for (const primaries of all) {
    const model = courseModel(problem, primaries, best, must);
    if (model === null) continue;
    const result = solver.solve(model, {
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0.5,
      mip_feasibility_tolerance: 1e-9,
      time_limit: limitSeconds,
    });
    if (result.Status === "Infeasible") continue;
    if (result.Status !== "Optimal") return null;
    const cost = Math.round(result.ObjectiveValue);
    if (cost < best) best = cost;
  }
  return best;
}

/**
 * The model in LP format: a flow through the (visit, day) nodes of each track, and one binary for each set of tracks
 * that share a day at the cheapest compatible openings. Only plans that cost less than `below` are asked for. Null when a track cannot even begin.
 */
function courseModel(
  problem: CourseProblem,
  primaries: readonly string[],
  below: number,
  must: MustStand,
): string | null {
  const points: Points = {
    open: 100000,
    notPrimary: 12,
    together: -6,
    apart: 20,
    unfunded: 25,
    moved: 15,
    ...problem.points,
  };
  const restDays = problem.restDays ?? 2;
  const objective: Row = [];
  const rows: string[] = [];
  const binaries: string[] = [];
  /** By track, day and seat: the flows that put a real visit there. */
  const standing = new Map<string, Row>();
  const seats = new Map<number, Map<string, Seat>>();
  const term = (cost: number, name: string): string => `${cost < 0 ? "-" : "+"} ${Math.abs(cost)} ${name}`;

  for (const [k, track] of problem.tracks.entries()) {
    let frontier = new Map<string, { day: number; kind: "real" | "open" | "used"; into: Row }>();
    frontier.set("base", { day: track.anchor ?? 0, kind: "open", into: [] });
    let root = true;
    for (const [i, visit] of track.visits.entries()) {
      const weight = visit.weight ?? (visit.targetGap === 0 ? 10 : Math.max(1, Math.round(40 / visit.targetGap)));
      const next = new Map<string, { day: number; kind: "real" | "open" | "used"; into: Row }>();
      for (const from of frontier.values()) {
        const out: Row = [];
        const flow = (day: number, kind: "real" | "open" | "used", cost: number): void => {
          const name = `f${k}_${i}_${from.day + 99}${from.kind[0]}_${day + 99}${kind[0]}`;
          objective.push(term(cost, name));
          out.push(`- ${name}`);
          const key = `${day}${kind}`;
          if (!next.has(key)) next.set(key, { day, kind, into: [] });
          next.get(key)!.into.push(`+ ${name}`);
          if (kind !== "real") return;
          const stays = keepsOn(problem, k, i, day);
          const seat = `${k}_${stays ? i : -1}`;
          if (!seats.has(day)) seats.set(day, new Map());
          seats.get(day)!.set(seat, { track: k, visit: stays ? i : -1 });
          const place = `${day}/${seat}`;
          if (!standing.has(place)) standing.set(place, []);
          standing.get(place)!.push(name);
        };
        for (let gap = visit.minGap; gap <= visit.maxGap; gap++) {
          const day = from.day + gap;
          const cadence = weight * Math.abs(gap - visit.targetGap);
          const sameDay = gap === 0 && from.kind !== "open";
          const moved = visit.keep && !keepsOn(problem, k, i, day) ? points.moved : 0;
          if (!sameDay && (track.slots[day]?.length ?? 0) > 0 && isRested(problem, k, day))
            flow(day, "real", cadence + moved);
          if (!must.has(`${track.id}/${visit.id}`)) flow(day, sameDay ? "used" : "open", cadence + points.open);
        }
        if (root && out.length === 0) return null;
        rows.push(root ? `${out.join(" ")} = -1` : `${from.into.join(" ")} ${out.join(" ")} = 0`);
        root = false;
      }
      frontier = next;
    }
  }

  for (const [day, here] of seats) {
    const uses = new Map<string, Row>([...here.keys()].map((seat) => [seat, []]));
    const list = [...here.entries()];
    const most = Math.min(problem.maxPerDay ?? 2, problem.tracks.length);
    const all: string[] = [];
    const extend = (at: number, set: [string, Seat][]): void => {
      if (set.length > 0) {
        const cost = cheapestTogether(
          problem,
          points,
          set.map(([, { track, visit }]) => seatSlots(problem, points, primaries, track, visit, day)),
        );
        if (cost !== null) {
          const name = `y${day}_${set.map(([seat]) => seat.replace("-1", "x")).join("_")}`;
          objective.push(term(cost, name));
          binaries.push(name);
          all.push(`+ ${name}`);
          for (const [seat] of set) uses.get(seat)!.push(`- ${name}`);
        }
      }
      if (set.length === most) return;
      for (let next = at; next < list.length; next++) {
        if (set.some(([, seat]) => seat.track === list[next]![1].track)) continue;
        extend(next + 1, [...set, list[next]!]);
      }
    };
    extend(0, []);
    for (const [seat, minus] of uses) {
      rows.push(
        `${standing
          .get(`${day}/${seat}`)!
          .map((name) => `+ ${name}`)
          .join(" ")} ${minus.join(" ")} = 0`,
      );
    }
    rows.push(`${all.join(" ")} <= 1`);
  }

  const flowsOn = (k: number, day: number): string[] =>
    [...(seats.get(day)?.entries() ?? [])].flatMap(([seat, { track }]) =>
      track === k ? standing.get(`${day}/${seat}`)! : [],
    );
  for (const [j, one] of problem.tracks.entries()) {
    for (const [k, two] of problem.tracks.entries()) {
      if (j === k || !one.deep || !two.deep) continue;
      for (const day of seats.keys()) {
        for (let later = day + 1; later < day + restDays; later++) {
          const both = [...flowsOn(j, day), ...flowsOn(k, later)];
          if (flowsOn(j, day).length > 0 && flowsOn(k, later).length > 0) rows.push(`+ ${both.join(" + ")} <= 1`);
        }
      }
    }
  }
  if (objective.length === 0) return "Minimize\n obj: + 0 nothing\nSubject To\n c0: nothing <= 1\nEnd\n";
  // Costs are whole. Half a point below, as the presolve of HiGHS 1.15 sometimes never ends on a bound that is just met.
  if (below < Infinity) rows.push(`${objective.join("\n  ")} <= ${below - 0.5}`);
  const body = rows.map((row, at) => ` c${at}: ${row}`).join("\n");
  return `Minimize\n obj: ${objective.join("\n  ")}\nSubject To\n${body}\nBinaries\n ${binaries.join("\n ")}\nEnd\n`;
}

function keepsOn(problem: CourseProblem, k: number, i: number, day: number): boolean {
  const { keep } = problem.tracks[k]!.visits[i]!;
  if (keep?.day !== day) return false;
  return (problem.tracks[k]!.slots[day] ?? []).some(
    (slot) => slot.start === keep.start && slot.practitioner === keep.practitioner,
  );
}

function isRested(problem: CourseProblem, k: number, day: number): boolean {
  const restDays = problem.restDays ?? 2;
  return (
    problem.tracks.every(
      (other, j) =>
        j === k ||
        !problem.tracks[k]!.deep ||
        !other.deep ||
        other.anchor === null ||
        Math.abs(day - other.anchor) >= restDays,
    ) &&
    day >= 0 &&
    day < problem.days
  );
}

type Priced = { slot: CourseSlot; cost: number; deep: boolean };

function seatSlots(
  problem: CourseProblem,
  points: Points,
  primaries: readonly string[],
  k: number,
  visit: number,
  day: number,
): Priced[] {
  const track = problem.tracks[k]!;
  const keep = visit < 0 ? undefined : track.visits[visit]!.keep;
  return track.slots[day]!.map((slot) => {
    let { cost } = slot;
    if (slot.practitioner !== primaries[k]) cost += points.notPrimary;
    if (track.fundedUntil !== undefined && day > track.fundedUntil) cost += points.unfunded;
    if (keep && (keep.start !== slot.start || keep.practitioner !== slot.practitioner)) cost += points.moved;
    return { slot, cost, deep: track.deep };
  });
}

/** The cheapest openings, one of each list, that may stand on one day together; null when none may. */
function cheapestTogether(problem: CourseProblem, points: Points, lists: readonly Priced[][]): number | null {
  let best: number | null = null;
  const go = (chosen: Priced[], cost: number): void => {
    if (chosen.length === lists.length) {
      if (best === null || cost < best) best = cost;
      return;
    }
    for (const next of lists[chosen.length]!) {
      let total = cost + next.cost;
      let fits = true;
      for (const other of chosen) {
        const [a, b] = other.slot.start <= next.slot.start ? [other, next] : [next, other];
        const wait = b.slot.start - a.slot.end;
        const near = wait >= 0 && wait <= problem.pairGapMin;
        if (wait < 0 || (a.deep && b.deep && !near)) fits = false;
        if (problem.pairing === "apart") total += points.apart;
        if (problem.pairing === "together" && near) total += points.together;
      }
      if (fits) go([...chosen, next], total);
    }
  };
  go([], 0);
  return best;
}
