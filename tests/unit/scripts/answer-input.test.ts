// The three commands on standard input: one way to answer, and one to say that there is no answer.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { course, track, visit } from "../../support/small-course.ts";

const run = (command: string, input: string, ...words: string[]) =>
  spawnSync(process.execPath, [path.resolve(import.meta.dirname, `../../../scripts/${command}.ts`), ...words], {
    input,
    encoding: "utf8",
  });

const tooLong = course([track("m", [visit("a", 0, 0, 90)], [])]);

describe.each(["slots", "course", "rules"])("npm run -s %s", (command) => {
  it("says what it does", () => {
    const { status, stdout } = run(command, "", "--help");
    expect({ status, said: stdout.includes(`npm run -s ${command}`) }).toEqual({ status: 0, said: true });
  });

  it.each([
    ["", "not_json"],
    ["[1,", "not_json"],
    ["null", "invalid"],
    ["{}", "invalid"],
  ])("answers %j with an error in a sentence", (input, error) => {
    const { status, stdout, stderr } = run(command, input);
    expect(status).toBe(1);
    const answer = JSON.parse(stdout) as { error: string; message: string };
    expect(answer.error).toMatch(error);
    expect(answer.message.length).toBeGreaterThan(10);
    expect(stderr).toBe(`${answer.message}\n`);
  });
});

describe("npm run -s course", () => {
  it("answers one problem with one answer, and an array with an array in the same order", () => {
    const sound = course([track("m", [visit("a", 0, 0, 2)], [[{ start: 540, end: 600, practitioner: "p", cost: 0 }]])]);
    const one = run("course", JSON.stringify(sound));
    expect(one.status).toBe(0);
    expect(JSON.parse(one.stdout)).toMatchObject({ cost: 0, optimal: true, open: [] });
    const many = run("course", JSON.stringify([sound, tooLong]));
    expect(many.status).toBe(0);
    expect(JSON.parse(many.stdout)).toMatchObject([{ cost: 0 }, { error: "course_too_long", track: "m" }]);
    expect(run("course", JSON.stringify(tooLong)).status).toBe(1);
  });
});
