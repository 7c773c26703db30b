/** More or closer visits than a template gives: not forbidden, but to be said why (house rule, for the clinical lead to confirm). */
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";

type Phase = { visits: number; targetGap: number };
export type TrackDose = { disciplineCode: string; phases: readonly Phase[] };

const totalOf = (phases: readonly Phase[]): number => phases.reduce((sum, { visits }) => sum + visits, 0);
const closestOf = (phases: readonly Phase[]): number => Math.min(...phases.map(({ targetGap }) => targetGap));
/** Visits before the first phase whose gap is wider than the closest one: the dense beginning. */
const denseOf = (phases: readonly Phase[]): number =>
  totalOf(phases.filter(({ targetGap }) => targetGap === closestOf(phases)));

const counted = (n: number) => `${n} ${n === 1 ? "visit" : "visits"}`;

/** What goes beyond the template, track by track in the order of the plan; empty when nothing does. */
export function beyondTemplate(template: Pick<PlanTemplate, "tracks">, tracks: readonly TrackDose[]): string[] {
  return tracks.flatMap(({ disciplineCode, phases }, index) => {
    const own = template.tracks[index];
    const track =
      own?.disciplines.some((code) => code === disciplineCode) === true
        ? own
        : template.tracks.find(({ disciplines }) => disciplines.some((code) => code === disciplineCode));
    const name = disciplineCode.replaceAll("_", " ");
    if (!track) return [`The template has no ${name}.`];
    const said: string[] = [];
    if (totalOf(phases) > totalOf(track.phases))
      said.push(`${counted(totalOf(phases))} of ${name}, the template gives ${totalOf(track.phases)}.`);
    if (closestOf(phases) < closestOf(track.phases))
      said.push(
        `${name} every ${closestOf(phases)} days, the template every ${closestOf(track.phases)} at the closest.`,
      );
    else if (closestOf(phases) === closestOf(track.phases) && denseOf(phases) > denseOf(track.phases))
      said.push(`${counted(denseOf(phases))} of ${name} close together, the template gives ${denseOf(track.phases)}.`);
    return said.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
  });
}
