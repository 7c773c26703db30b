// The description of the public doors is made from the schemas the doors check with, and says what a caller has to know.
import { expect, test } from "vitest";
import { apiDocument } from "../../../lib/server/api-document.ts";

type Operation = {
  description?: string;
  requestBody?: { content: { "application/json": { schema: Shape } } };
  responses: Record<string, unknown>;
};
type Shape = { required?: string[]; properties: Record<string, Shape & { anyOf?: unknown[]; description?: string }> };

const { paths } = apiDocument() as { paths: Record<string, Record<string, Operation>> };

test("every door says how it answers and that it may refuse", () => {
  for (const [path, operations] of Object.entries(paths))
    for (const operation of Object.values(operations)) {
      const statuses = Object.keys(operation.responses);
      expect([path, statuses.some((status) => status.startsWith("2"))]).toEqual([path, true]);
      expect([path, statuses.some((status) => status.startsWith("4"))]).toEqual([path, true]);
    }
});

test("a plan's preview tells its limits and each wish", () => {
  const { description, requestBody } = paths["/api/v1/clinics/{clinic}/plans/preview"]!["post"]!;
  expect(description).toContain("16 kB");
  expect(description).toContain("last day that can be booked");
  const { required, properties } = requestBody!.content["application/json"].schema;
  expect(required).toEqual(["template", "start"]);
  const wishes = properties["preferences"]!.properties;
  expect(Object.keys(wishes)).toEqual([
    "weekdays",
    "partsOfDay",
    "onlyThese",
    "notBefore",
    "notAfter",
    "away",
    "sameDay",
    "practitioner",
  ]);
  for (const wish of Object.values(wishes)) expect(wish.description).toBeTruthy();
});
