// A plan under way: visits kept and missed, scores, reassessments with their decisions, a pause, an end.
import { addDays, daysBetween, type LocalDate } from "../../lib/time/dates.ts";
import { addBooking, type Booked, type Outcome } from "./bookings.ts";
import { noCredit, payAhead, type PlanCredit } from "./payments.ts";
import { dayOf, type Visit } from "./plan-course.ts";
import { addPlanFact, type PlanHead, type VisitRow } from "./plan-rows.ts";
import { addScores, scoresAt } from "./plan-scores.ts";
import type { Ending, Scenario } from "./plan-scenarios.ts";
import type { Examined } from "./plan-start.ts";
import { after, day, earlier, hour, type Story } from "./story.ts";
import type { Terms } from "./terms.ts";

export type Accepted = {
  scenario: Scenario;
  head: PlanHead;
  examined: Examined;
  /** By their days. */
  visits: Visit[];
  rows: Map<Visit, VisitRow>;
  priced: Map<Visit, Terms>;
};

/** Tells the plan up to now; the day on which it ended, or null while it goes on. */
export function livePlan(story: Story, plan: Accepted): LocalDate | null {
  const { head, examined, visits, scenario } = plan;
  const credit = payChoice(story, plan);
  const stop = stopOf(story, plan);
  const seen: { visit: Visit; at: Date }[] = [];
  let cancelled = 0;
  for (const visit of visits) {
    const before = dayOf(visit) <= stop.lastOn;
    if (before) {
      if (scenario.ending === "behind" && visit.number > 2 && isSkipped(story, visit)) continue;
      const booked = bookVisit(story, plan, visit, credit, outcomeOf(story, scenario.ending));
      if (booked?.status === "fulfilled" && booked.endedAt) {
        seen.push({ visit, at: booked.endedAt });
        measure(story, plan, visit, booked.endedAt);
      }
    } else if (stop.cancelAt && cancelled < stop.cancelMost) {
      cancelled++;
      bookVisit(story, plan, visit, credit, stop.cancelBy, stop.cancelAt, stop.reason);
    }
  }
  const decidedUntil = reassess(story, plan, seen);
  markProvisional(story, plan, decidedUntil);
  if (scenario.ending === "on_hold") {
    head.status = "on_hold";
    const fromDate = addDays(stop.lastOn, 1);
    const at = stop.cancelAt ?? story.clinic.clock.now;
    const toDate = addDays(story.clinic.clock.today, story.clinic.draw.whole(7, 20));
    addPlanFact(story.clinic, head.id, {
      fact: "paused",
      at,
      fromDate,
      toDate,
      memberId: examined.lead.memberId,
      reason: "Travelling for work",
    });
  }
  return stop.endReason === null ? null : endPlan(story, plan, seen.at(-1)?.at ?? null, stop.endReason);
}

function isSkipped({ clinic }: Story, visit: Visit): boolean {
  const ahead = daysBetween(clinic.clock.today, dayOf(visit));
  return ahead > 14 || (ahead < 0 && clinic.draw.chance(0.35));
}

function payChoice(story: Story, { head, examined }: Accepted): PlanCredit {
  const { draw } = story.clinic;
  const choice = draw.weighted([
    ["clinic", 62],
    ["deposit", 28],
    ["first_visit", 10],
  ] as const);
  head.payChoice = choice;
  if (choice !== "deposit" || !head.acceptedAt) return noCredit();
  head.depositMinor = 10_000;
  return payAhead(story, examined.patient.id, head.id, head.depositMinor, head.acceptedAt);
}

type Stop = {
  /** Visits after this day do not take place. */
  lastOn: LocalDate;
  /** When some of them were cancelled, by whom and why. */
  cancelAt: Date | null;
  cancelBy: Outcome;
  cancelMost: number;
  reason: string;
  endReason: string | null;
};

function stopOf({ clinic }: Story, { scenario, visits }: Accepted): Stop {
  const { draw, clock } = clinic;
  const going: Stop = {
    lastOn: "9999-12-31",
    cancelAt: null,
    cancelBy: "clinic_cancelled",
    cancelMost: 0,
    reason: "",
    endReason: null,
  };
  const past = visits.filter((one) => one.place && one.place.date < clock.today).map(dayOf);
  const at = (share: number): LocalDate => past[Math.max(0, Math.ceil(past.length * share) - 1)] ?? clock.today;
  const evening = (date: LocalDate) => earlier(clock.at(date, 20 * 60 + 30), clock.now);
  switch (scenario.ending) {
    case "goals_met": {
      const lastOn = at(0.72 + draw.float() * 0.28);
      return {
        ...going,
        lastOn,
        cancelAt: evening(lastOn),
        cancelMost: 2,
        reason: "Goals met",
        endReason: "goals_met",
      };
    }
    case "reassessment":
    case "referred": {
      const lastOn = at(0.5 + draw.float() * 0.4);
      return {
        ...going,
        lastOn,
        cancelAt: evening(lastOn),
        cancelMost: 3,
        reason: "Plan ended at the reassessment",
        endReason: scenario.ending,
      };
    }
    case "patient_choice": {
      const lastOn = at(0.3 + draw.float() * 0.4);
      return {
        ...going,
        lastOn,
        cancelAt: evening(lastOn),
        cancelBy: "cancelled",
        cancelMost: 3,
        reason: "Does not want to go on",
        endReason: "patient_choice",
      };
    }
    case "lapsed":
      return { ...going, lastOn: at(0.3 + draw.float() * 0.3), endReason: "lapsed" };
    case "nothing_booked": {
      const lastOn = past.filter((date) => daysBetween(date, clock.today) >= draw.whole(4, 16)).at(-1) ?? at(0.8);
      return {
        ...going,
        lastOn,
        cancelAt: evening(addDays(lastOn, 1)),
        cancelBy: "cancelled",
        cancelMost: draw.whole(0, 2),
        reason: "Will call to rebook",
      };
    }
    case "on_hold": {
      const lastOn = addDays(clock.today, -draw.whole(3, 11));
      return {
        ...going,
        lastOn,
        cancelAt: evening(lastOn),
        cancelBy: "cancelled",
        cancelMost: 2,
        reason: "Plan paused",
      };
    }
    default:
      return going;
  }
}

function outcomeOf({ clinic }: Story, ending: Ending): Outcome {
  const loose = ending === "behind" || ending === "lapsed" || ending === "nothing_booked";
  return clinic.draw.weighted([
    ["attended", loose ? 74 : 90],
    ["no_show", loose ? 9 : 2],
    ["late_cancel", loose ? 7 : 2],
    ["cancelled", loose ? 8 : 4],
    ["clinic_cancelled", 2],
  ] as const);
}

function bookVisit(
  story: Story,
  plan: Accepted,
  visit: Visit,
  credit: PlanCredit,
  outcome: Outcome,
  cancelledAt?: Date,
  cancelReason?: string,
): Booked | null {
  const { head, examined, rows, priced } = plan;
  const { place } = visit;
  const visitId = rows.get(visit)?.id;
  const terms = priced.get(visit);
  if (!place || visitId === undefined || !terms || !head.acceptedAt) return null;
  if (cancelledAt && cancelledAt >= story.clinic.clock.at(place.date, place.start)) return null;
  return addBooking(story, {
    place,
    patient: examined.patient,
    terms,
    createdAt: head.acceptedAt,
    via: "plan",
    outcome,
    plan: { planId: head.id, visitId, credit },
    ...(cancelledAt ? { cancelledAt, cancelReason: cancelReason ?? "" } : {}),
  });
}

const shareOf = ({ visits }: Accepted, visit: Visit): number => (visits.indexOf(visit) + 1) / visits.length;

function measure({ clinic }: Story, plan: Accepted, visit: Visit, at: Date) {
  if (!clinic.draw.chance(0.85)) return;
  const { examined } = plan;
  const scores = scoresAt(clinic, examined.course, shareOf(plan, visit), false);
  const memberId = visit.place?.practitioner.memberId ?? examined.lead.memberId;
  addScores(clinic, scores, { patientId: examined.patient.id, episodeId: examined.episode.id, at, memberId });
}

/** The day on which a reassessment is due. */
function dueOn({ head, visits }: Accepted, point: { kind: "visit" | "day"; at: number }): LocalDate {
  if (point.kind === "day") return addDays(head.startOn, point.at);
  const track = visits[0]?.track;
  const visit = visits.find((one) => one.track === track && one.number === point.at);
  return visit ? dayOf(visit) : "9999-12-31";
}

/** Decides at the first visit kept on or after each due day; the first due day that is still open, or null. */
function reassess({ clinic }: Story, plan: Accepted, seen: readonly { visit: Visit; at: Date }[]): LocalDate | null {
  const { head, examined } = plan;
  for (const point of head.reassess) {
    const due = dueOn(plan, point);
    const kept = seen.find(({ visit }) => dayOf(visit) >= due);
    if (!kept) return due;
    const at = after(kept.at, 60_000);
    const now = scoresAt(clinic, examined.course, shareOf(plan, kept.visit), true);
    const { baseline } = examined.course;
    const memberId = examined.lead.memberId;
    addScores(clinic, now, { patientId: examined.patient.id, episodeId: examined.episode.id, at, memberId });
    const better = (now.nprs ?? 0) <= (baseline.nprs ?? 0) - 2;
    addPlanFact(clinic, head.id, {
      fact: "decided",
      at,
      memberId,
      reason: better ? "Less pain and more movement: on to wider gaps." : "Some change: keep the gaps and look again.",
      figures: { decision: better ? "progress" : "hold", due, baseline, now },
    });
  }
  return null;
}

function markProvisional({ clinic }: Story, { visits, rows }: Accepted, openFrom: LocalDate | null) {
  for (const visit of visits) {
    const row = rows.get(visit);
    if (row && openFrom !== null && dayOf(visit) > openFrom && dayOf(visit) > clinic.clock.today)
      row.provisional = true;
  }
}

function endPlan(
  { clinic }: Story,
  { head, examined, visits, rows }: Accepted,
  lastAt: Date | null,
  reason: string,
): LocalDate {
  const { clock, draw } = clinic;
  const last = lastAt ?? head.acceptedAt ?? head.createdAt;
  const wait =
    reason === "lapsed" ? draw.whole(40, 55) * day : reason === "patient_choice" ? draw.whole(1, 40) * hour : 120_000;
  const at = earlier(after(last, wait), clock.now);
  const completed = reason === "goals_met" || reason === "reassessment";
  head.status = completed ? "completed" : "revoked";
  head.endedAt = at;
  head.endReason = reason;
  addPlanFact(clinic, head.id, {
    fact: completed ? "completed" : "revoked",
    at,
    memberId: examined.lead.memberId,
    reason,
  });
  const endedOn = clock.dateOf(at);
  const episode = clinic.rows.episodes.find((one) => one.id === examined.episode.id);
  if (episode && reason === "goals_met") episode.endedOn = endedOn;
  for (const visit of visits) {
    const row = rows.get(visit);
    if (!row || dayOf(visit) <= endedOn) continue;
    row.droppedAt = at;
    row.dropReason = reason;
  }
  return endedOn;
}
