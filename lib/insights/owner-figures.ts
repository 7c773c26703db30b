// Says the counts of the owner's figures as shares; each keeps what it is drawn from.
import { isDue } from "../figures/adherence.ts";
import { countFigures, type Counts, type Narrowing } from "../figures/count-figures.ts";
import type { CountedPlan, KnownPlan } from "../figures/known-plan.ts";
import { rateOf } from "../figures/rate.ts";
import type { LocalDate } from "../time/dates.ts";
import type { OwnerFigures, PhaseLine, Share } from "./insights-views.ts";

/** A share drawn from fewer says nothing and could point at one person. */
export const fewest = 5;

export const shareOf = (n: number, of: number): Share => ({ n, of, rate: of < fewest ? null : rateOf(n, of) });

export const sharesOf = (counts: Counts): OwnerFigures => ({
  attendance: shareOf(counts.attended, counts.due),
  interval: shareOf(counts.within, counts.gaps),
  noShow: shareOf(counts.noShow, counts.ends),
  arrival: shareOf(counts.came, counts.ends),
  conversion12: shareOf(counts.second, counts.seconds),
  dropOut: shareOf(counts.away, counts.active),
  lateCancel: shareOf(counts.late, counts.ends),
  rebooked: shareOf(counts.rebooked, counts.leavings),
  dose: shareOf(counts.doseHad, counts.doseDue),
  completion: shareOf(counts.completed, counts.ended),
});

export const ownerFigures = (plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}): OwnerFigures =>
  sharesOf(countFigures(plans, asOf, only));

const phaseNames: Record<string, string> = {
  intensive: "Intensive",
  stabilising: "Stabilising",
  spacing_out: "Spacing out",
  maintenance: "Maintenance",
};
const phaseOrder = Object.keys(phaseNames);

/** A template's phase in words. */
export const sayPhase = (phase: string): string => phaseNames[phase] ?? phase.replaceAll("_", " ");

/** In the order in which care goes. */
export function inOrderOfCare<Line extends { phase: string }>(lines: readonly Line[]): Line[] {
  const place = ({ phase }: Line) => phaseOrder.indexOf(phase) + 1 || phaseOrder.length + 1;
  return lines.toSorted((a, b) => place(a) - place(b) || (a.phase < b.phase ? -1 : 1));
}

/** Visits due by the day against those that took place. */
export function phaseLines(plans: readonly CountedPlan[], asOf: LocalDate): PhaseLine[] {
  const lines = new Map<string, PhaseLine>();
  for (const plan of plans)
    for (const visit of plan.visits) {
      if (!isDue(plan, visit, asOf)) continue;
      const { phase } = visit.history;
      const line = lines.get(phase) ?? { phase, name: sayPhase(phase), planned: 0, attended: 0 };
      line.planned++;
      if (visit.outcome === "attended") line.attended++;
      lines.set(phase, line);
    }
  return inOrderOfCare([...lines.values()]);
}
