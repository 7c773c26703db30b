// The proof: all tracks walked through the calendar together, best first, under the relaxation's bound.
import type { Relaxation, RestRule } from "./course-bound.ts";
import type { DayBook } from "./course-days.ts";
import type { CoursePlan } from "./course-descent.ts";
import type { Stand } from "./course-paths.ts";
import type { CourseTables, TrackTable } from "./course-tracks.ts";

/**
 * Where one track stands: its last real visit (−1: none yet), the cheapest way on under the prices, the moves from
 * there once asked for, and the cost of leaving all further visits open.
 */
type Node = {
  id: number;
  visit: number;
  day: number;
  column: number;
  toGo: number;
  moves: Move[] | null;
  leaveOpen: number;
};

/** The next real visit of a track; `cost` counts the open visits between, cadence and the cheapest opening. */
type Move = { node: Node; day: number; cost: number };

type State = { nodes: Node[]; day: number; spent: number; bound: number; serial: number; parent: State | null };

export type SearchResult = {
  /** A plan cheaper than the one known, or null. */
  plan: CoursePlan | null;
  /** No plan with these primaries costs less than this (or less than the best plan known). */
  bound: number;
  expansions: number;
};

/** Finds the cheapest plan below `upper` with the relaxation's primaries, within a number of expansions. */
export function searchPlan(
  tables: CourseTables,
  book: DayBook,
  rule: RestRule,
  relaxation: Relaxation,
  upper: number,
  maxExpansions: number,
): SearchResult {
  const { tracks, days, restDays } = tables;
  const { primaries, prices, calendar } = relaxation;
  const walks = tracks.map((track, k) => createWalk(track, primaries[k]!, relaxation, k));
  const sizes = tracks.map((track) => track.cells + 1);
  const dense = sizes.reduce((product, size) => product * size, 1) < Number.MAX_SAFE_INTEGER;
  let best = upper;
  let bestState: State | null = null;
  let serial = 0;
  let expansions = 0;

  const trackOf = (move: Move): number => tables.columns[move.node.column]!.track;
  /** Most a plan may still cost above a bound and be an improvement. */
  const isHopeless = (bound: number): boolean => bound > best - 1;
  const keyOf = (nodes: Node[]): number | string =>
    dense ? nodes.reduce((key, node, k) => key * sizes[k]! + node.id, 0) : nodes.map((node) => node.id).join(" ");

  function restState(nodes: Node[], morning: number): number {
    if (rule.reach === 0) return 0;
    let latest = -Infinity;
    let kind = 0;
    nodes.forEach((node, k) => {
      if (!tracks[k]!.deep || node.visit < 0 || node.day < latest) return;
      kind = node.day === latest ? tracks.length + 1 : k + 1;
      latest = node.day;
    });
    const age = morning - latest;
    return age > rule.reach ? 0 : 1 + (kind - 1) * rule.reach + age - 1;
  }

  function boundOf(nodes: Node[], morning: number, spent: number): number {
    let bound = spent + calendar.toGo[Math.min(morning, days) * rule.states + restState(nodes, morning)]!;
    for (const node of nodes) bound += node.toGo;
    return bound;
  }

  const heap = createHeap();
  const seen = new Map<number | string, number>();

  function offer(nodes: Node[], day: number, spent: number, parent: State | null): void {
    const bound = boundOf(nodes, day + 1, spent);
    if (isHopeless(bound)) return;
    const key = keyOf(nodes);
    const known = seen.get(key);
    if (known !== undefined && known <= spent) return;
    seen.set(key, spent);
    const state: State = { nodes, day, spent, bound, serial: serial++, parent };
    heap.push(state);
    // Every state is a whole plan too: what is left stays open.
    const whole = nodes.reduce((cost, node) => cost + node.leaveOpen, spent);
    if (whole < best) {
      best = whole;
      bestState = state;
    }
  }

  function isRested(nodes: Node[], moving: readonly Move[], day: number): boolean {
    for (const move of moving) {
      const k = trackOf(move);
      if (!tracks[k]!.deep) continue;
      for (let j = 0; j < tracks.length; j++) {
        if (j !== k && tracks[j]!.deep && nodes[j]!.visit >= 0 && day - nodes[j]!.day < restDays) return false;
      }
    }
    return true;
  }

  function expand(state: State): void {
    const { nodes } = state;
    const slack = best - 1 - state.bound;
    const moves = nodes.map((node, k) => {
      if (!node.moves) node.moves = walks[k]!.movesFrom(node, best - 1 - relaxation.bound);
      return node.moves.filter(
        (move) => move.day > state.day && move.cost + prices[move.node.column]! + move.node.toGo - node.toGo <= slack,
      );
    });
    // A track that cannot stay open must move by its last possible day.
    let lastDay = days - 1;
    nodes.forEach((node, k) => {
      if (node.leaveOpen - node.toGo <= slack) return;
      lastDay = Math.min(
        lastDay,
        moves[k]!.reduce((latest, move) => Math.max(latest, move.day), -1),
      );
    });
    const byDay = new Map<number, Move[][]>();
    moves.forEach((list, k) => {
      for (const move of list) {
        if (move.day > lastDay) continue;
        let here = byDay.get(move.day);
        if (!here) byDay.set(move.day, (here = tracks.map(() => [])));
        here[k]!.push(move);
      }
    });
    for (const day of [...byDay.keys()].sort((a, b) => a - b)) {
      const here = byDay.get(day)!;
      const chosen: Move[] = [];
      const pick = (k: number): void => {
        if (k === tracks.length) {
          if (chosen.length > 0) step(state, day, chosen);
          return;
        }
        pick(k + 1);
        if (chosen.length >= tables.maxPerDay) return;
        for (const move of here[k]!) {
          chosen.push(move);
          pick(k + 1);
          chosen.pop();
        }
      };
      pick(0);
    }
  }

  function step(state: State, day: number, chosen: readonly Move[]): void {
    if (rule.reach > 0 && !isRested(state.nodes, chosen, day)) return;
    const surplus =
      chosen.length < 2
        ? 0
        : book.surplus(
            chosen.map((move) => move.node.column),
            primaries,
          );
    if (surplus === Infinity) return;
    const nodes = [...state.nodes];
    let spent = state.spent + surplus;
    for (const move of chosen) {
      nodes[trackOf(move)] = move.node;
      spent += move.cost;
    }
    offer(nodes, day, spent, state);
  }

  offer(
    walks.map((walk) => walk.root),
    -1,
    0,
    null,
  );
  let reached = upper;
  for (let state = heap.pop(); state; state = heap.pop()) {
    if (isHopeless(state.bound)) break;
    if (seen.get(keyOf(state.nodes))! < state.spent) continue;
    if (expansions >= maxExpansions) {
      reached = Math.ceil(state.bound);
      break;
    }
    expansions++;
    expand(state);
  }
  return {
    plan: bestState ? { stands: standsOf(bestState, tracks.length), primaries: [...primaries], cost: best } : null,
    bound: Math.min(best, reached),
    expansions,
  };
}

function standsOf(state: State, count: number): Stand[][] {
  const stands: Stand[][] = Array.from({ length: count }, () => []);
  for (let at: State | null = state; at; at = at.parent) {
    at.nodes.forEach((node, k) => {
      if (node.visit >= 0 && (at!.parent === null || at!.parent.nodes[k] !== node)) {
        stands[k]!.unshift({ visit: node.visit, day: node.day, column: node.column });
      }
    });
  }
  return stands;
}

/** One track's nodes and moves, made when first asked for. */
function createWalk(track: TrackTable, primary: number, relaxation: Relaxation, k: number) {
  const path = relaxation.paths[k]!;
  const cellCost = track.cellCost[primary]!;
  const nodes = new Map<number, Node>();
  const root: Node = {
    id: 0,
    visit: -1,
    day: track.base,
    column: -1,
    toGo: path.toGo[0]![0]!,
    moves: null,
    leaveOpen: track.openToGo[0]![0]!,
  };

  const nodeAt = (visit: number, day: number): Node => {
    const cell = track.first[visit]! + day - track.lo[visit]!;
    let node = nodes.get(cell);
    if (!node) {
      const toGo = path.toGoUsed[visit + 1]![day - track.lo[visit]!]!;
      const leaveOpen = track.openToGo[visit + 1]![day - track.lo[visit]!]!;
      node = { id: cell + 1, visit, day, column: track.cellColumn[cell]!, toGo, moves: null, leaveOpen };
      nodes.set(cell, node);
    }
    return node;
  };

  return {
    root,
    /**
     * The moves that stay within `slack` of the track's own bound, earliest first. Open visits between are taken
     * layer by layer, each on its cheapest virtual days.
     */
    movesFrom(from: Node, slack: number): Move[] {
      const found = new Map<number, Move>();
      let frontier = new Map<number, number>([[from.day, 0]]);
      for (let i = from.visit + 1; i < track.visits && frontier.size > 0; i++) {
        const next = new Map<number, number>();
        const lo = track.lo[i]!;
        for (const [day, spent] of frontier) {
          for (let g = 0; g < track.cadence[i]!.length; g++) {
            const to = day + track.minGap[i]! + g;
            const cost = spent + track.cadence[i]![g]!;
            const cell = track.first[i]! + to - lo;
            const column = track.cellColumn[cell]!;
            // On its own real day a track may not stand a second time.
            const used = from.visit >= 0 && to === from.day;
            if (column >= 0 && !used) {
              const real = cost + cellCost[cell]!;
              const onward = relaxation.prices[column]! + path.toGoUsed[i + 1]![to - lo]!;
              const known = found.get(cell);
              if (real + onward - from.toGo <= slack && (!known || real < known.cost)) {
                found.set(cell, { node: nodeAt(i, to), day: to, cost: real });
              }
            }
            const left = cost + track.openCost[i]!;
            const onward = (used ? path.toGoUsed : path.toGo)[i + 1]![to - lo]!;
            if (left + onward - from.toGo > slack) continue;
            const known = next.get(to);
            if (known === undefined || left < known) next.set(to, left);
          }
        }
        frontier = next;
      }
      return [...found.values()].sort((a, b) => a.day - b.day || a.node.visit - b.node.visit);
    },
  };
}

/** A binary heap by bound; among equals the state further on, then the older one. */
function createHeap() {
  const list: State[] = [];
  const before = (a: State, b: State): boolean =>
    a.bound !== b.bound ? a.bound < b.bound : a.day !== b.day ? a.day > b.day : a.serial < b.serial;
  return {
    push(state: State): void {
      let at = list.length;
      list.push(state);
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!before(state, list[up]!)) break;
        list[at] = list[up]!;
        at = up;
      }
      list[at] = state;
    },
    pop(): State | undefined {
      const top = list[0];
      const last = list.pop();
      if (!top || !last || list.length === 0) return top;
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= list.length) break;
        if (down + 1 < list.length && before(list[down + 1]!, list[down]!)) down++;
        if (!before(list[down]!, last)) break;
        list[at] = list[down]!;
        at = down;
      }
      list[at] = last;
      return top;
    },
  };
}
