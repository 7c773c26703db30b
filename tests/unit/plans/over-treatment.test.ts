// What counts as more than a template gives, and what does not.
import { expect, test } from "vitest";
import { planTemplates } from "../../../db/seed/rows/plan-templates.ts";
import { beyondTemplate } from "../../../lib/plans/over-treatment.ts";

const T2 = planTemplates.find(({ code }) => code === "T2")!;
const massage = (...phases: [visits: number, targetGap: number][]) => [
  { disciplineCode: "massage_therapy", phases: phases.map(([visits, targetGap]) => ({ visits, targetGap })) },
];

test("every template gives what it gives", () => {
  for (const template of planTemplates)
    expect(
      beyondTemplate(
        template,
        template.tracks.map(({ disciplines, phases }) => ({ disciplineCode: disciplines[0]!, phases })),
      ),
    ).toEqual([]);
});

test.each([
  ["fewer visits", massage([6, 4], [4, 7], [3, 14]), 0],
  ["wider gaps", massage([8, 7], [4, 14], [3, 28]), 0],
  ["one visit more", massage([8, 4], [5, 7], [3, 14]), 1],
  ["every third day", massage([8, 3], [4, 7], [3, 14]), 1],
  ["the dense part longer, the whole the same", massage([10, 4], [3, 7], [2, 14]), 1],
  ["more, and closer", massage([12, 2], [6, 7], [3, 14]), 2],
  ["a discipline the template has not", [{ disciplineCode: "acupuncture", phases: [{ visits: 1, targetGap: 7 }] }], 1],
] as const)("%s", (_name, tracks, many) => {
  expect(beyondTemplate(T2, tracks)).toHaveLength(many);
});

test("it says by how much", () => {
  expect(beyondTemplate(T2, massage([12, 3], [4, 7], [3, 14]))).toEqual([
    "19 visits of massage therapy, the template gives 15.",
    "Massage therapy every 3 days, the template every 4 at the closest.",
  ]);
});
