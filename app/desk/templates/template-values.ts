// Reads what was typed into the form of a plan template.
import { Refusal } from "@/lib/errors";
import { readPoints, type TemplateInput } from "@/lib/plans/template-input";
import { text, texts, wholeNumber } from "../typed";

type Values = Record<string, string | string[]>;

const phaseNames = ["intensive", "stabilising", "spacing_out"] as const;

export function templateOf(code: string, tracks: number, values: Values): TemplateInput {
  const whole = (name: string) => wholeNumber(text(values, name));
  const needed = (name: string) => whole(name) ?? Number.NaN;
  const points = readPoints(text(values, "reassess"));
  if (!points) {
    const message = "Write it as: visit 8, day 42.";
    throw new Refusal("invalid", message, { fields: [{ field: "reassess", message }] });
  }
  const capOf = (visits: number | undefined, days: number | undefined) =>
    visits === undefined ? null : { visits, days: days ?? null };
  const target = whole("maintenanceTarget");
  return {
    code,
    asNew: text(values, "saveAs") === "new",
    name: text(values, "name"),
    classifications: texts(values, "classifications") as TemplateInput["classifications"],
    risks: texts(values, "risks") as TemplateInput["risks"],
    triggerPoints: text(values, "triggerPoints") === "yes",
    tracks: Array.from({ length: tracks }, (_, track) => ({
      phases: phaseNames.flatMap((name, place) => {
        const of = (what: string) => `${what}-${track}-${place}`;
        if ((whole(of("visits")) ?? 0) === 0) return [];
        return [
          {
            name,
            visits: needed(of("visits")),
            minGap: needed(of("minGap")),
            targetGap: needed(of("targetGap")),
            maxGap: needed(of("maxGap")),
            minutes: needed(of("minutes")),
            cap: capOf(whole(of("capVisits")), whole(of("capDays"))),
          },
        ];
      }),
    })),
    reassess: points,
    cap: capOf(whole("capVisits"), whole("capDays")),
    capText: text(values, "capText") || null,
    maintenance:
      target === undefined
        ? null
        : { targetGap: target, minGap: needed("maintenanceMin"), maxGap: needed("maintenanceMax") },
    outcomes: texts(values, "outcomes") as TemplateInput["outcomes"],
    sources: text(values, "sources")
      .split("\n")
      .flatMap((line) => (line.trim() ? [line.trim()] : [])),
  };
}
