/** Steps as they are stored with a plan: each scope named once, counts by their place in the list of names. */
import { countNames, type Counts } from "./count-figures.ts";
import type { Scope, Step } from "./plan-steps.ts";
import { keyOf } from "./plan-steps.ts";

type Packed = { scopes: Scope[]; steps: [on: string, scope: number, ...placesAndCounts: number[]][] };

export function packSteps(steps: readonly Step[]): Packed {
  const places = new Map<string, number>();
  const scopes: Scope[] = [];
  return {
    scopes,
    steps: steps.map(({ on, scope, counts }) => {
      const key = keyOf(scope);
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = scopes.push(scope) - 1));
      return [on, place, ...countNames.flatMap((name, index) => (counts[name] ? [index, counts[name]] : []))];
    }),
  };
}

/** Of what {@link packSteps} made, or of a new plan's empty list. */
export function unpackSteps(stored: unknown): Step[] {
  if (Array.isArray(stored)) return [];
  const { scopes, steps } = stored as Packed;
  return steps.map(([on, place, ...pairs]) => {
    const counts: Partial<Counts> = {};
    for (let index = 0; index < pairs.length; index += 2) counts[countNames[pairs[index]!]!] = pairs[index + 1]!;
    return { on, scope: scopes[place]!, counts };
  });
}
