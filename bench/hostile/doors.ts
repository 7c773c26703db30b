// Every door of the built product, read from the build itself: nothing that was built can be left out by forgetting it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/paths.ts";

export type Door =
  | { kind: "page" | "route"; name: string; address: string }
  /** An exported server action: called at a page that knows it, with so many arguments, the last of them the form. */
  | { kind: "action"; name: string; address: string; id: string; takes: number };

const read = (file: string) => JSON.parse(readFileSync(path.join(root, ".next", file), "utf8")) as unknown;

type Action = { workers: Record<string, unknown>; filename: string; exportedName: string };

/** Next's own error page is no address. */
const unreachable = new Set(["/_global-error"]);

export function doorsOfBuild(): Door[] {
  const built = Object.entries(read("app-path-routes-manifest.json") as Record<string, string>);
  const { node } = read("server/server-reference-manifest.json") as { node: Record<string, Action> };
  const addressOf = new Map(built.map(([file, address]) => [`app${file}`, address]));
  const doors: Door[] = built
    .filter(([, address]) => !unreachable.has(address))
    .map(([file, address]) => ({ kind: file.endsWith("/route") ? "route" : "page", name: address, address }));
  const actions = Object.entries(node).map(([id, { workers, filename, exportedName }]): Door => {
    const address = addressOf.get(Object.keys(workers)[0] ?? "");
    if (address === undefined) throw new Error(`No page knows the action ${exportedName} of ${filename}.`);
    return { kind: "action", name: `${filename}#${exportedName}`, address, id, takes: argumentsOf(id) };
  });
  return [...doors, ...actions];
}

/** Next writes which arguments an action reads into the first byte of its id: one bit each, after the bit for its kind. */
function argumentsOf(id: string): number {
  const mask = (Number.parseInt(id.slice(0, 2), 16) >> 1) & 0b111111;
  return mask.toString(2).padStart(6, "0").lastIndexOf("1") + 1;
}
