// Log lines hold ids, words of ours and figures, and nothing that anybody typed, however it gets there.
import { afterEach, expect, test } from "vitest";
import { allowed, faultFields, redactConsole } from "../../lib/log.ts";

const canary = "Marguerite Canary <canary.marguerite@example.org> +16045550199 hears ringing";
const { error: realError, warn: realWarn } = console;
afterEach(() => {
  console.error = realError;
  console.warn = realWarn;
});

test("names that are not on the list are left out, and values that do not look as they should", () => {
  const clinicId = "0193a5c0-0000-7000-8000-000000000001";
  expect(allowed({ name: canary, email: canary, note: canary, token: canary, clinicId, ms: 12 })).toEqual({
    clinicId,
    ms: "12",
  });
  for (const name of ["fault", "digest", "error", "code", "at", "part", "clinicId", "outboxId", "ms", "count"])
    expect(allowed({ [name]: canary })).toEqual({ [name]: "(left out)" });
});

test("of an error: class, code of the cause, and places in the code, never a message", () => {
  const cause = Object.assign(new Error(`Key (email)=(${canary}) already exists`), {
    code: "23505",
    detail: canary,
    parameters: [canary],
  });
  const fields = faultFields(new Error(`Failed query: insert … params: ${canary}\n    at ${canary}:1:2`, { cause }));
  expect(fields).toMatchObject({ error: "Error", code: "23505" });
  expect(fields.at).toMatch(/log\.test\.ts:\d+:\d+/);
  expect(JSON.stringify(fields)).not.toContain("anary");
  expect(faultFields(canary)).toEqual({ error: "unknown" });
});

test("a renamed error, or a code that is a sentence, does not get through", () => {
  const error = Object.assign(new Error("x"), { name: canary, code: canary, digest: canary });
  expect(JSON.stringify(allowed(faultFields(error)))).not.toContain("anary");
});

test("what libraries say by themselves is held to the same list", () => {
  const lines: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = ((text: string) => lines.push(text) > 0) as typeof process.stderr.write;
  try {
    redactConsole();
    console.error("⨯", new Error(canary));
    console.warn(`could not read ${canary}`, { body: canary });
    console.error(new Error("outer", { cause: new Error(canary) }));
  } finally {
    process.stderr.write = write;
  }
  expect(lines.filter((line) => line.startsWith("fault in a library or a page error=Error at="))).toHaveLength(2);
  expect(lines).toHaveLength(3);
  expect(lines.join("")).not.toContain("anary");
});
