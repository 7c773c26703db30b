// The shape of a claim, and the finder of all of them: each file of this folder that exports `claim` is one.
import { readdirSync } from "node:fs";
import path from "node:path";

export type ClaimOptions = {
  /** A smaller run of the same claim, for every day. */
  quick: boolean;
  /** Tells a person what is going on; never part of the result. */
  log: (line: string) => void;
};

export type ClaimResult = { ok: boolean; [figure: string]: unknown };

export type Claim = {
  name: string;
  /** One sentence: what is true when it holds. */
  about: string;
  run(options: ClaimOptions): Promise<ClaimResult>;
};

export async function findClaims(): Promise<Claim[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && file !== "claim.ts");
  const modules = await Promise.all(
    files.map((file) => import(path.join(import.meta.dirname, file)) as Promise<object>),
  );
  return modules
    .flatMap((module) => ("claim" in module ? [module.claim as Claim] : []))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
