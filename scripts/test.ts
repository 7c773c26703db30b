// `npm test`: types, lint, unit, integration and end-to-end tests, and one last line that says how many passed.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { nextProgram } from "./build.ts";
import { dataDirectory, root } from "./paths.ts";
import { countPlaywright, countVitest, oneCheck, runStep, type Step } from "./test-step.ts";

const help = `npm test         types, lint, unit, integration (real PostgreSQL) and end-to-end (real browser) tests
npm run check    types, lint and unit tests only

The last line is "N passed, N failed"; types and lint count as one check each. The exit code is 0 when nothing failed.
DATABASE_URL makes the tests use databases of their own on that server; CHROMIUM_PATH names another browser.`;

const reports = path.join(dataDirectory(), "test-reports");
const program = (file: string) => path.join(root, "node_modules", file);

function steps(): Step[] {
  return [
    // Next writes the types of routes and style sheets, which the compiler then needs.
    {
      name: "types",
      commands: [
        [nextProgram, "typegen"],
        [program("typescript/bin/tsc"), "--noEmit"],
      ],
      count: oneCheck,
    },
    { name: "lint", commands: [[program("oxlint/bin/oxlint"), "--type-aware"]], count: oneCheck },
    vitest("unit"),
    vitest("integration"),
    endToEnd(),
  ];
}

function vitest(project: string): Step {
  const report = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const words = [program("vitest/vitest.mjs"), "run", "--config", "tests/vitest.config.ts", "--project", project];
  return { name: project, commands: [[...words, ...reporters]], count: countVitest(report) };
}

function endToEnd(): Step {
  const report = path.join(reports, "e2e.json");
  const commands = [[path.join(root, "scripts/e2e.ts")]];
  return { name: "end to end", commands, env: { PLAYWRIGHT_JSON: report }, count: countPlaywright(report) };
}

async function main(): Promise<number> {
  if (process.argv.includes("--help")) {
    console.log(help);
    return 0;
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const quick = process.argv.includes("--quick");
  const total = { passed: 0, failed: 0 };
  const names: string[] = [];
  for (const step of steps().slice(0, quick ? 3 : undefined)) {
    const result = await runStep(step);
    total.passed += result.passed;
    total.failed += result.failed;
    names.push(...(result.names ?? (result.failed > 0 ? [step.name] : [])));
  }
  for (const name of names) console.log(`failed: ${name}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exit(await main());
