// `npm run bench`: measures every claim of speed and size, prints a table and writes bench/results.json.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findBenches, type Bench, type Measurement } from "./bench.ts";
import { commitNow, describeMachine, loadNow } from "./machine.ts";

const help = `npm run bench                         measures everything
npm run bench -- --only NAME          one of them (may be given more than once)
npm run bench -- --quick              smaller runs, for every day

Prints a table, and writes bench/results.json with the machine, the load before each run, and the commit.`;

const file = path.join(import.meta.dirname, "results.json");
const tell = (line: string) => console.error(line);

type Run = {
  name: string;
  at: string;
  commit: string;
  load: number;
  quick: boolean;
  error?: string;
  rows: Measurement[];
};

async function measure(bench: Bench, quick: boolean): Promise<Run> {
  tell(`\n${bench.name}: ${bench.about}`);
  const head = { name: bench.name, at: new Date().toISOString(), commit: commitNow(), load: loadNow(), quick };
  try {
    return { ...head, rows: await bench.run({ quick, log: tell }) };
  } catch (error) {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { ...head, error: error instanceof Error ? error.message : String(error), rows: [] };
  }
}

function table(runs: Run[]): string {
  const lines = runs.flatMap((run) => [
    ...(run.error === undefined ? [] : [[run.name, "FAILED", run.error, ""]]),
    ...run.rows.map((row) => [run.name, row.measure, `${plain(row.value)} ${row.unit}`, row.note ?? ""]),
  ]);
  const head = ["benchmark", "measure", "value", "note"];
  const widths = head.map((word, column) => Math.max(word.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, widths.map((width) => "-".repeat(width)), ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const plain = (value: number) => (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4))));

/** Runs that were not repeated now keep their last figures. */
function earlierRuns(): Run[] {
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, "utf8")) as { runs: Run[] }).runs;
}

async function main(words: string[]): Promise<number> {
  if (words.includes("--help")) {
    console.log(help);
    return 0;
  }
  const benches = await findBenches();
  const only = words.filter((_, index) => words[index - 1] === "--only");
  const unknown = only.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0 || words.at(-1) === "--only") {
    tell(
      `No benchmark is called ${unknown.join(", ") || "that"}. There are: ${benches.map((one) => one.name).join(", ")}.`,
    );
    return 2;
  }
  const runs: Run[] = [];
  const chosen = benches.filter((bench) => only.length === 0 || only.includes(bench.name));
  for (const bench of chosen) runs.push(await measure(bench, words.includes("--quick")));

  const machine = describeMachine();
  const kept = earlierRuns().filter(
    (run) => benches.some((one) => one.name === run.name) && !chosen.some((one) => one.name === run.name),
  );
  const all = [...kept, ...runs].toSorted((a, b) => a.name.localeCompare(b.name));
  writeFileSync(file, `${JSON.stringify({ machine, runs: all }, null, 2)}\n`);
  console.log(
    `\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}; commit ${commitNow()}; load ${loadNow()}\n`,
  );
  console.log(table(runs));
  return runs.some((run) => run.error !== undefined) ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
process.exit(await main(process.argv.slice(2)));
