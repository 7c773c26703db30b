// One step of `npm test`: runs a program and counts what it checked.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

export type Count = {
  passed: number;
  failed: number;
  /** Those that failed, by name. */
  names?: string[];
};

export type Step = {
  name: string;
  /** Programs for Node, run one after the other until one fails. */
  commands: string[][];
  env?: Record<string, string>;
  /** What was checked, from the exit code and what the step left behind; throws when nothing was. */
  count: (code: number) => Count;
};

/** Types and lint are one check each. */
export const oneCheck = (code: number): Count => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** From vitest's JSON report; a file that does not even load counts as one failure. */
export function countVitest(file: string): (code: number) => Count {
  return () => {
    const report = read(file) as {
      numPassedTests: number;
      testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
    };
    const names = report.testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName);
      const said = status === "failed" && failed.length === 0 ? ["does not load"] : failed;
      return said.map((test) => `${path.relative(root, name)}: ${test}`);
    });
    return { passed: report.numPassedTests, failed: names.length, names };
  };
}

/** From Playwright's JSON report; a test that passed only at a second try is a failure. */
export function countPlaywright(file: string): (code: number) => Count {
  return () => {
    const report = read(file) as { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected, failed: unexpected + flaky + report.errors.length };
  };
}

/** Runs the step; a failing exit code or a step that checked nothing is never less than one failure. */
export async function runStep({ name, commands, env, count }: Step): Promise<Count> {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  let code = 0;
  for (const words of commands) if (code === 0) code = await run(words, { ...process.env, ...env });
  const result = judge(code, count);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  return result;
}

function run(words: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, words, { cwd: root, stdio: "inherit", env });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

function judge(code: number, count: Step["count"]): Count {
  try {
    const counted = count(code);
    if (counted.passed + counted.failed === 0) console.log("This step ran no test, which counts as a failure.");
    else if (code === 0 || counted.failed > 0) return counted;
    return { passed: counted.passed, failed: 1 };
  } catch (error) {
    console.log(`This step left no report (${error instanceof Error ? error.message : String(error)}).`);
    return { passed: 0, failed: 1 };
  }
}

function read(file: string): unknown {
  if (!existsSync(file)) throw new Error(`${file} is missing`);
  return JSON.parse(readFileSync(file, "utf8"));
}
