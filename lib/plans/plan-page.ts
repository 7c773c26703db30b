// A plan as its page shows it: visits with state, times, windows and money.
import type { LocalDate } from "../time/dates.ts";
import { sharesOf } from "../money/share.ts";
import { stops } from "../intake/standing.ts";
import { pauseOf } from "./absences.ts";
import { totalsOf } from "./course-money.ts";
import type { Payer } from "./funding.ts";
import { planConsentVersion } from "./plan-text.ts";
import type { PlanState, StateVisit } from "./plan-state.ts";
import type { PayChoice, PlanStatus, PlanView, PlanVisitView, ReflowPolicy } from "./plan-views.ts";
import { reassessmentsOf } from "./reassessment.ts";

export function planPage(
  state: PlanState,
  more: Pick<PlanView, "missing" | "warnings" | "facts" | "trouble" | "askAgain">,
): PlanView {
  const { plan, clinic, episode, template, names } = state;
  const suspended = stops(state.standing);
  const visits = state.tracks
    .flatMap((track) => track.visits.map((visit) => visitView(visit, state, suspended)))
    .toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : a.number - b.number));
  const days = visits.map(({ onDate }) => onDate).toSorted();
  const lead = state.tracks[0]?.visits.map(dateOf) ?? [];
  return {
    planId: plan.id,
    patientId: plan.patientId,
    patientName: state.patientName,
    episodeId: plan.episodeId,
    assessmentId: plan.assessmentId,
    chartOpen: true,
    condition: episode.condition,
    payer: episode.payer,
    crashDate: episode.crashDate,
    templateCode: template.code,
    templateName: template.name,
    status: plan.status as PlanStatus,
    leadPractitionerId: plan.leadPractitionerId,
    leadPractitionerName: state.leadName,
    startOn: plan.startOn,
    timeZone: clinic.timeZone,
    currency: plan.currency,
    preferences: state.preferences,
    strands: plan.strands,
    techniques: plan.techniques,
    templateReason: plan.templateReason,
    reflowPolicy: plan.reflowPolicy as ReflowPolicy,
    textVersion: plan.textVersion,
    consentVersion: planConsentVersion,
    payChoice: plan.payChoice as PayChoice | null,
    depositMinor: plan.depositMinor,
    offeredAt: plan.offeredAt,
    offerExpiresAt: plan.offerExpiresAt,
    acceptedAt: plan.acceptedAt,
    activatedAt: plan.activatedAt,
    endedAt: plan.endedAt,
    endReason: plan.endReason,
    suspended,
    tracks: state.tracks.map((track) => ({
      trackId: track.trackId,
      disciplineCode: track.disciplineCode,
      disciplineName: track.disciplineName,
      letter: track.letter,
      hue: track.hue,
      deep: track.deep,
      primaryPractitionerId: track.primaryPractitionerId,
      primaryPractitionerName:
        track.primaryPractitionerId === null ? null : (names.get(track.primaryPractitionerId) ?? null),
      phases: track.phases,
    })),
    visits,
    droppedCount: state.droppedCount,
    reassessments: reassessmentsOf(plan.reassess, days[0] ?? plan.startOn, lead),
    totals: totalsOf(
      visits.map((visit) => ({ ...visit, placed: plan.activatedAt === null || visit.start !== null })),
      plan.currency,
    ),
    pause: pauseOf(state),
    ...more,
  };
}

/** The local day of the appointment that counts, else the target. */
const dateOf = (visit: StateVisit): LocalDate => visit.day ?? visit.row.targetOn;

function visitView(visit: StateVisit, { names }: PlanState, suspended: boolean): PlanVisitView {
  const { row, phase, appointment, state } = visit;
  // Appointments that were given up are history, not the visit's time; a missed one shows when it was.
  const shown = visit.day !== null || state === "missed" ? appointment : null;
  const shares = sharesOf(row);
  return {
    visitId: row.id,
    trackId: row.trackId,
    number: row.number,
    phaseName: phase.name,
    minutes: shown ? Math.round((shown.endsAt.getTime() - shown.startsAt.getTime()) / 60_000) : phase.minutes,
    state,
    provisional: row.provisional,
    targetOn: row.targetOn,
    windowFrom: row.windowFrom,
    windowTo: row.windowTo,
    onDate: dateOf(visit),
    appointmentId: shown?.id ?? null,
    chainId: shown?.chainId ?? null,
    start: shown?.startsAt ?? null,
    end: shown?.endsAt ?? null,
    practitionerId: shown?.practitionerId ?? null,
    practitionerName: shown ? (names.get(shown.practitionerId) ?? null) : null,
    reviewFirst: suspended && state !== "attended" && state !== "missed",
    payer: row.payer as Payer,
    priceMinor: row.priceMinor,
    payerMinor: row.payerMinor,
    patientMinor: row.patientMinor,
    taxMinor: row.taxMinor,
    patientTaxMinor: shares.patient.taxMinor,
    taxCode: row.taxCode,
    because: row.payerMinor > 0 ? "" : "no payer but the patient",
  };
}
