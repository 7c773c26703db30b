// Chance that repeats: the same seed draws the same numbers, choices and ids.

export type Draw = {
  /** 0 ≤ x < 1. */
  float(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the pairs' values, as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A UUID version 7 of that moment. */
  id(at: Date): string;
};

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A generator of its own for each seed text (sfc32). */
export function drawFrom(seed: string): Draw {
  let [a, b, c, d] = [hashOf(seed), hashOf(`${seed}/b`), hashOf(`${seed}/c`), 1];
  const next = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  const float = () => next() / 4_294_967_296;
  const whole = (from: number, to: number) => from + Math.floor(float() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (!list.length) throw new RangeError("nothing to pick from");
    return list[whole(0, list.length - 1)]!;
  };
  // A leading one keeps the zeros.
  const hex = (value: number, digits: number) => (16 ** digits + value).toString(16).slice(1);
  return {
    float,
    whole,
    pick,
    chance: (probability) => float() < probability,
    weighted: (choices) => {
      let left = float() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1)!)[0];
    },
    shuffled: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
    id: (at) => {
      const time = hex(at.getTime(), 12);
      const group = hex(0x7000 | (next() & 0xfff), 4);
      const variant = hex(0x8000 | (next() & 0x3fff), 4);
      return `${time.slice(0, 8)}-${time.slice(8)}-${group}-${variant}-${hex(next(), 8)}${hex(next() & 0xffff, 4)}`;
    },
  };
}
