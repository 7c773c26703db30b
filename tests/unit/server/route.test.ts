// What the API's doorway says about bodies that cannot be used.
import { expect, test } from "vitest";
import { z } from "zod";
import { readBody, route } from "../../../lib/server/route.ts";

const shape = z.union([
  z.object({ who: z.string().min(2), hold: z.string() }),
  z.object({ who: z.string().min(2), service: z.string(), start: z.string() }),
]);

async function answer(body: string): Promise<{ status: number; code: string; fields?: { field: string }[] }> {
  const response = await route(async () => {
    await readBody(new Request("http://localhost:3000/", { method: "POST", body }), shape);
    return Response.json({ code: "read" });
  });
  return { ...(await response.json()), status: response.status };
}

test("a body that fits is read", async () => {
  expect(await answer(`{"who":"Ada","hold":"h"}`)).toMatchObject({ status: 200, code: "read" });
});

test("of several shapes, the fields of the closest one are named", async () => {
  const { fields } = await answer(`{"who":"A","service":"s","start":"now"}`);
  expect(fields?.map(({ field }) => field)).toEqual(["who"]);
});

test.each([
  ["half a body", `{"who":`],
  ["a NUL character in a text", String.raw`{"who":"A\u0000da","hold":"h"}`],
  ["a NUL character in a name", String.raw`{"who":"Ada","hold":"h","a\u0000":1}`],
  ["a list so deep that nobody wrote it", "[".repeat(100_000)],
  ["more than 256 kB", JSON.stringify("x".repeat(300_000))],
])("%s is a 422, never a fault", async (_name, body) => {
  expect(await answer(body)).toMatchObject({ status: 422, code: "invalid" });
});
