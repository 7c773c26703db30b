// The shape of a benchmark, and the finder of all of them: each file of this folder that exports `bench` is one.
import { readdirSync } from "node:fs";
import path from "node:path";

export type Measurement = { measure: string; value: number; unit: string; note?: string };

export type Bench = {
  name: string;
  /** One sentence: what is measured, and how. */
  about: string;
  run(options: { quick: boolean; log: (line: string) => void }): Promise<Measurement[]>;
};

/** The value below which that share of them lies, to one decimal. */
export function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
}

export async function findBenches(): Promise<Bench[]> {
  const known = ["bench.ts", "run.ts", "machine.ts"];
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !known.includes(file));
  const modules = await Promise.all(
    files.map((file) => import(path.join(import.meta.dirname, file)) as Promise<object>),
  );
  return modules
    .flatMap((module) => ("bench" in module ? [module.bench as Bench] : []))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
