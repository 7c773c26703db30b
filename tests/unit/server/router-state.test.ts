// The framework's own header and the address are passed on only when the framework can read them.
import { expect, test } from "vitest";
import { isReadable, isRouterState } from "../../../lib/server/router-state.ts";

const encoded = (value: unknown) => encodeURIComponent(JSON.stringify(value));

test("what a browser's router writes is passed on", () => {
  const page = ["__PAGE__", {}, null, "refetch"];
  expect(
    isRouterState(
      encoded(["", { children: [["clinic", "harbour", "d", null], { children: page }] }, null, null, true]),
    ),
  ).toBe(true);
});

test.each([
  ["nothing", ""],
  ["no JSON", "%7B"],
  ["a broken escape", "%c0%ae"],
  ["a text", encoded("x")],
  ["a tree of texts", encoded(["", "x"])],
  ["a list for children", encoded(["", []])],
  ["a child of another kind", encoded(["", { children: { status: 1 } }])],
  ["an object for an address", encoded(["", {}, { status: 1 }])],
  ["one that has no end", encoded("[".repeat(50_000))],
])("%s is not", (_what, sent) => {
  expect(isRouterState(sent)).toBe(false);
});

test("an address has to be readable; its query need not be", () => {
  expect(["/harbour", "/a%20b?x=%", "/%F0%9F%91%A9"].map(isReadable)).toEqual([true, true, true]);
  expect(["/%", "/%c0%ae", "/a%%3D/b?x=1"].map(isReadable)).toEqual([false, false, false]);
});
