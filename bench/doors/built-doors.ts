// Every way into the product that the production build knows: pages, routes, and the actions that browsers can call.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/paths.ts";

export type BuiltAction = { id: string; page: string };
export type BuiltDoors = {
  /** Addresses with their [names]. */
  pages: string[];
  routes: string[];
  /** By `file#name`. */
  actions: Map<string, BuiltAction>;
};

type ActionManifest = Record<
  "node" | "edge",
  Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>
>;

const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(root, ".next/server", file), "utf8")) as T;

/** Next's own pages and the icon hold nothing of ours. */
const ofNext = /^\/(_|icon\.svg)/;
/** `(public)` groups files and stands in no address. */
const addressOf = (entry: string) => entry.replace(/\/\([^)]+\)/g, "").replace(/\/(page|route)$/, "") || "/";

export function builtDoors(): BuiltDoors {
  const entries = Object.keys(read<Record<string, string>>("app-paths-manifest.json")).filter(
    (one) => !ofNext.test(one),
  );
  const { node, edge } = read<ActionManifest>("server-reference-manifest.json");
  const actions = Object.entries({ ...node, ...edge }).map(([id, { workers, filename, exportedName }]) => {
    const page = addressOf(Object.keys(workers)[0]!.replace(/^app/, ""));
    return [`${filename}#${exportedName}`, { id, page }] as const;
  });
  return {
    pages: entries.filter((one) => one.endsWith("/page")).map(addressOf),
    routes: entries.filter((one) => one.endsWith("/route")).map(addressOf),
    actions: new Map(actions),
  };
}
