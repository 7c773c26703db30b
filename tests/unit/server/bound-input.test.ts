// PX-03 What an action is bound to may be forged: it is read by its shape, and nothing beside it comes along.
import { expect, test } from "vitest";
import { z } from "zod";
import { newId } from "../../../lib/ids.ts";
import { boundId, boundTo } from "../../../lib/server/bound-input.ts";

const owed = z.object({ planId: boundId, amountMinor: z.int() });

test("what the page wrote is read, and a name put beside it is not", () => {
  const of = { planId: newId(), amountMinor: 8900 };
  expect(boundTo(owed, { ...of, purpose: "desk", returnPath: "//elsewhere.example" })).toEqual(of);
});

test.each([
  null,
  undefined,
  "harbour",
  5,
  [],
  {},
  { planId: {}, amountMinor: 1 },
  { planId: "\0", amountMinor: 1 },
  { planId: newId(), amountMinor: "1" },
  { planId: newId(), amountMinor: Number.NaN },
  { planId: newId(), amountMinor: 1e21 },
])("%j is refused", (forged) => {
  expect(() => boundTo(owed, forged)).toThrow(expect.objectContaining({ code: "invalid" }));
});
