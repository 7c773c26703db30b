// Counts the owner's figures over plans as they were known on a day; each share keeps what it is drawn from.
import type { LocalDate } from "../time/dates.ts";
import { adherenceOf, hasDroppedOut, isActive, isDue, secondVisitOf } from "./adherence.ts";
import type { Narrowing } from "./insights-input.ts";
import type { OwnerFigures, PhaseLine, Share } from "./insights-views.ts";
import { countedPlan, type CountedPlan, type KnownPlan, type KnownVisit } from "./known-plan.ts";
import { dosesOf } from "./doses.ts";
import { leavingsOf } from "./leavings.ts";
import { rateOf } from "./rate.ts";

/** A share drawn from fewer says nothing and could point at one person. */
export const fewest = 5;

export const shareOf = (n: number, of: number): Share => ({ n, of, rate: of < fewest ? null : rateOf(n, of) });

/** Which visits a narrowing leaves; undefined when it narrows nothing. */
export function visitFilter({ disciplineId, practitionerId }: Narrowing): ((visit: KnownVisit) => boolean) | undefined {
  if (disciplineId === undefined && practitionerId === undefined) return undefined;
  return (visit) =>
    (disciplineId === undefined || visit.history.disciplineId === disciplineId) &&
    (practitionerId === undefined || visit.practitionerId === practitionerId);
}

export function narrowed(plans: readonly KnownPlan[], only: Narrowing): CountedPlan[] {
  const filter = visitFilter(only);
  return plans.flatMap((plan) => countedPlan(plan, filter) ?? []);
}

/** Every booking's own end, so that a missed one stays missed when another was made for the visit. */
function bookingEnds(plans: readonly KnownPlan[], { disciplineId, practitionerId }: Narrowing) {
  const ends = plans
    .flatMap((plan) => plan.outcomes)
    .filter((one) => disciplineId === undefined || one.disciplineId === disciplineId)
    .filter((one) => practitionerId === undefined || one.practitionerId === practitionerId);
  const count = (outcome: string) => ends.filter((one) => one.outcome === outcome).length;
  const [came, noShow] = [count("attended"), count("no_show")];
  const late = count("late_cancel");
  return { came, noShow, late, all: came + noShow + late };
}

/** How a plan ended well: what it was for was reached, or a reassessment said that it was enough. */
export const completed = ({ endReason }: CountedPlan): boolean =>
  endReason === "goals_met" || endReason === "reassessment";

export function ownerFigures(plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}): OwnerFigures {
  const counted = narrowed(plans, only);
  const { due, attended, gapsClosed, gapsWithin } = adherenceOf(asOf, counted);
  const ends = bookingEnds(plans, only);
  const seconds = counted.map((plan) => secondVisitOf(plan, asOf));
  const came = seconds.filter((second) => second === "came").length;
  const active = counted.filter((plan) => isActive(plan, asOf));
  const ended = counted.filter(({ endedOn }) => endedOn !== undefined);
  const leavings = plans.flatMap((plan) => leavingsOf(plan, visitFilter(only)));
  const doses = counted.flatMap((plan) => dosesOf(plan, asOf));
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    attendance: shareOf(attended, due),
    interval: shareOf(gapsWithin, gapsClosed),
    noShow: shareOf(ends.noShow, ends.all),
    arrival: shareOf(ends.came, ends.all),
    conversion12: shareOf(came, came + seconds.filter((second) => second === "waiting").length),
    dropOut: shareOf(active.filter((plan) => hasDroppedOut(plan, asOf)).length, active.length),
    lateCancel: shareOf(ends.late, ends.all),
    rebooked: shareOf(leavings.filter(({ booked }) => booked).length, leavings.length),
    dose: shareOf(sum(doses.map(({ attended: had }) => had)), sum(doses.map(({ planned }) => planned))),
    completion: shareOf(ended.filter(completed).length, ended.length),
  };
}

const phaseNames: Record<string, string> = {
  intensive: "Intensive",
  stabilising: "Stabilising",
  spacing_out: "Spacing out",
  maintenance: "Maintenance",
};
const phaseOrder = Object.keys(phaseNames);

/** A template's phase in words. */
export const sayPhase = (phase: string): string => phaseNames[phase] ?? phase.replaceAll("_", " ");

/** Visits due by the day against those that took place, in the order in which care goes. */
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
  const place = ({ phase }: PhaseLine) => phaseOrder.indexOf(phase) + 1 || phaseOrder.length + 1;
  return [...lines.values()].toSorted((a, b) => place(a) - place(b));
}
