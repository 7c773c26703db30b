// Names the people behind a figure: for a share of visits the visits that did not go as planned, for a share of plans the plans.
import type { LocalDate } from "../time/dates.ts";
import { adherenceOf, hasDroppedOut, isActive, isDue, secondVisitOf } from "../figures/adherence.ts";
import type { Figure } from "./insights-input.ts";
import type { Miss, PersonBehind, Share } from "./insights-views.ts";
import type { CountedPlan, KnownPlan, KnownVisit } from "../figures/known-plan.ts";
import { dosesOf } from "../figures/doses.ts";
import { leavingsOf } from "../figures/leavings.ts";
import { isCompleted, narrowed, visitFilter, type Narrowing } from "../figures/count-figures.ts";
import { ownerFigures, sayPhase, shareOf } from "./owner-figures.ts";

export type Names = { discipline(id: string): string; practitioner(id: string): string };

type Found = { plan: KnownPlan; misses: Miss[] };

function missOf(visit: KnownVisit, what: Miss["what"], on: LocalDate, names: Names): Miss {
  return {
    what,
    discipline: names.discipline(visit.history.disciplineId),
    practitioner: names.practitioner(visit.practitionerId),
    phase: sayPhase(visit.history.phase),
    on,
  };
}

function whyNot({ outcome, standsOn }: KnownVisit): Miss["what"] {
  if (outcome !== "open" && outcome !== "attended") return outcome;
  return standsOn === undefined ? "not_booked" : "not_recorded";
}

function visitMisses(plan: CountedPlan, asOf: LocalDate, names: Names, phase?: string): Miss[] {
  return plan.visits
    .filter((visit) => phase === undefined || visit.history.phase === phase)
    .filter((visit) => visit.outcome !== "attended" && isDue(plan, visit, asOf))
    .map((visit) => missOf(visit, whyNot(visit), visit.targetOn, names));
}

function gapMisses(plan: CountedPlan, names: Names): Miss[] {
  return plan.visits.flatMap((visit) => {
    const { gap, onDate } = visit;
    if (!gap || onDate === undefined || (gap.min <= gap.days && gap.days <= gap.max)) return [];
    return { ...missOf(visit, gap.days < gap.min ? "early" : "late", onDate, names), gap };
  });
}

function wholePlan(plan: CountedPlan, what: "no_second" | "away" | "ended_early", names: Names): Miss[] {
  const seen = plan.visits.filter(({ outcome }) => outcome === "attended");
  const last = seen.toSorted((a, b) => (a.onDate! < b.onDate! ? -1 : 1)).at(-1) ?? plan.visits[0];
  return last ? [missOf(last, what, last.onDate ?? plan.startedOn, names)] : [];
}

function endMisses(plan: KnownPlan, only: Narrowing, names: Names, ends: readonly string[]): Miss[] {
  return plan.outcomes
    .filter(({ outcome }) => ends.includes(outcome))
    .filter((one) => only.disciplineId === undefined || one.disciplineId === only.disciplineId)
    .filter((one) => only.practitionerId === undefined || one.practitionerId === only.practitionerId)
    .map(({ outcome, disciplineId, practitionerId, on, phase }) => ({
      what: outcome as Miss["what"],
      discipline: names.discipline(disciplineId),
      practitioner: names.practitioner(practitionerId),
      phase: sayPhase(phase),
      on,
    }));
}

type Asked = { figure: Figure; phase?: string | undefined; only: Narrowing };

/** Those whose plan goes on first, by name; the share is the one that the figure shows. */
export function behindFigure(
  plans: readonly KnownPlan[],
  asOf: LocalDate,
  { figure, phase, only }: Asked,
  names: Names,
): { share: Share; people: PersonBehind[] } {
  const counted = narrowed(plans, only);
  const all = ownerFigures(plans, asOf, only);
  const of = (share: Share, found: readonly Found[]) => ({ share, people: peopleOf(found) });
  const each = (misses: (plan: CountedPlan) => Miss[]): Found[] =>
    counted.map((plan) => ({ plan: plan.known, misses: misses(plan) }));
  switch (figure) {
    case "attendance":
      return of(
        phase === undefined ? all.attendance : phaseShare(counted, asOf, phase),
        each((plan) => visitMisses(plan, asOf, names, phase)),
      );
    case "interval":
      return of(
        all.interval,
        each((plan) => gapMisses(plan, names)),
      );
    case "second_visit":
      return of(
        all.conversion12,
        each((plan) => (secondVisitOf(plan, asOf) === "waiting" ? wholePlan(plan, "no_second", names) : [])),
      );
    case "drop_out":
      return of(
        all.dropOut,
        each((plan) => (isActive(plan, asOf) && hasDroppedOut(plan, asOf) ? wholePlan(plan, "away", names) : [])),
      );
    case "rebooked":
      return of(
        all.rebooked,
        plans.map((plan) => ({
          plan,
          misses: leavingsOf(plan, visitFilter(only))
            .filter(({ booked }) => !booked)
            .map(({ visit }) => missOf(visit, "left_unbooked", visit.onDate ?? visit.targetOn, names)),
        })),
      );
    case "dose":
      return of(
        all.dose,
        each((plan) =>
          dosesOf(plan, asOf).flatMap(({ missing }) =>
            missing.map((visit) => missOf(visit, whyNot(visit), visit.targetOn, names)),
          ),
        ),
      );
    case "completion":
      return of(
        all.completion,
        each((plan) =>
          plan.endedOn !== undefined && !isCompleted(plan)
            ? wholePlan(plan, "ended_early", names).map((miss) => ({ ...miss, on: plan.endedOn! }))
            : [],
        ),
      );
    case "late_cancel":
      return of(
        all.lateCancel,
        plans.map((plan) => ({ plan, misses: endMisses(plan, only, names, ["late_cancel"]) })),
      );
    case "no_show":
      return of(
        all.noShow,
        plans.map((plan) => ({ plan, misses: endMisses(plan, only, names, ["no_show"]) })),
      );
    case "arrival":
      return of(
        all.arrival,
        plans.map((plan) => ({ plan, misses: endMisses(plan, only, names, ["no_show", "late_cancel"]) })),
      );
  }
}

function phaseShare(plans: readonly CountedPlan[], asOf: LocalDate, phase: string): Share {
  const inPhase = plans.map((plan) => ({
    ...plan,
    visits: plan.visits.filter((visit) => visit.history.phase === phase),
  }));
  const { attended, due } = adherenceOf(asOf, inPhase);
  return shareOf(attended, due);
}

function peopleOf(found: readonly Found[]): PersonBehind[] {
  return found
    .filter(({ misses }) => misses.length > 0)
    .map(({ plan, misses }) => ({
      planId: plan.history.planId,
      patientId: plan.history.patientId,
      patientName: plan.history.patientName,
      ended: plan.ended !== undefined,
      misses: misses.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    }))
    .toSorted(
      (a, b) =>
        Number(a.ended) - Number(b.ended) ||
        a.patientName.localeCompare(b.patientName) ||
        (a.planId < b.planId ? -1 : 1),
    );
}
