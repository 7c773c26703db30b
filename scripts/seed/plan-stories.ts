// Tells each plan from the assessment to where it stands today.
import { addDays, type LocalDate } from "../../lib/time/dates.ts";
import type { Visit } from "./plan-course.ts";
import { dayOf, inOrder, layCourse, tracksOf } from "./plan-course.ts";
import { addCourse, addPlan, addPlanFact, textVersion, type PlanHead } from "./plan-rows.ts";
import { scenariosOf, type Scenario } from "./plan-scenarios.ts";
import { examine, type Examined } from "./plan-start.ts";
import { livePlan } from "./plan-life.ts";
import type { Regular } from "./regulars.ts";
import { after, between, day, deskOf, earlier, hour, minute, type Story } from "./story.ts";
import { countVisit, termsOf, type Terms } from "./terms.ts";

/** Answers with those who may come back without a plan, and from when. */
export function tellPlans(story: Story): Regular[] {
  return scenariosOf(story.clinic).flatMap((scenario) => tellPlan(story, scenario) ?? []);
}

function tellPlan(story: Story, scenario: Scenario): Regular | null {
  const { clinic, book } = story;
  const { clock, draw } = clinic;
  const tracks = tracksOf(clinic, scenario.template, scenario.with);
  const lead = tracks[0]!.primary;
  const examined = examine(story, scenario, lead);
  if (!examined || scenario.ending === "assessed") return null;
  const { patient, assessedAt } = examined;

  const startOn = addDays(clock.today, scenario.startsIn);
  layCourse(story, tracks, startOn, patient.id);
  const visits = inOrder(tracks);
  const createdAt = earlier(after(assessedAt, draw.whole(15, 50) * minute), clock.now);
  const planId = draw.id(createdAt);
  const head = addPlan(clinic, planId, scenario, examined, tracks, startOn, createdAt);
  const priced = new Map<Visit, Terms>();
  const rows = addCourse(clinic, planId, tracks, visits, createdAt, (visit) => {
    const { service } = visit.track.phases[visit.phase]!;
    const practitioner = visit.place?.practitioner ?? visit.track.primary;
    const terms = termsOf(clinic, { service, practitioner, date: dayOf(visit), patient });
    countVisit(patient, service, dayOf(visit), terms);
    priced.set(visit, terms);
    return terms;
  });
  addPlanFact(clinic, planId, { fact: "drafted", at: createdAt, memberId: lead.memberId });
  // Whatever becomes of the visits takes its place again.
  for (const { place } of visits) if (place) book.free(place, patient.id);
  if (scenario.ending === "draft") return null;

  const offeredAt = offer(story, scenario, head, examined);
  if (scenario.ending === "offered" || scenario.ending === "offer_expired") return null;
  const firstDay = visits.find((one) => one.place)?.place?.date ?? startOn;
  accept(story, head, examined, offeredAt, firstDay);
  const endedOn = livePlan(story, { scenario, head, examined, visits, rows, priced });
  if (endedOn === null) return null;
  patient.episode = null;
  return { patient, from: addDays(endedOn, 14) };
}

function offer(story: Story, { ending }: Scenario, head: PlanHead, { lead, assessedAt }: Examined): Date {
  const { clinic } = story;
  const { now } = clinic.clock;
  const at = earlier(after(assessedAt, clinic.draw.whole(55, 240) * minute), after(now, -minute));
  head.status = "offered";
  head.offeredAt = at;
  head.offerExpiresAt =
    ending === "offer_expired" ? earlier(after(at, 7 * day), after(now, -hour)) : after(at, 7 * day);
  addPlanFact(clinic, head.id, { fact: "offered", at, memberId: lead.memberId });
  return at;
}

function accept(story: Story, head: PlanHead, { patient }: Examined, offeredAt: Date, firstDay: LocalDate) {
  const { clinic } = story;
  const { draw, clock, rows } = clinic;
  const latest = earlier(after(clock.at(firstDay, 0), -2 * hour), after(offeredAt, 4 * day));
  const at = between(story, after(offeredAt, 20 * minute), latest);
  const how = draw.weighted([
    ["online", 65],
    ["clinic_screen", 25],
    ["phone", 10],
  ] as const);
  const memberId = how === "online" ? null : deskOf(story);
  head.status = "active";
  head.acceptedAt = at;
  head.activatedAt = at;
  rows.consents.push({
    clinicId: clinic.id,
    id: draw.id(at),
    patientId: patient.id,
    planId: head.id,
    purpose: "plan",
    version: textVersion,
    signedName: patient.name,
    signedHow: how,
    signedAt: at,
    memberId,
  });
  addPlanFact(clinic, head.id, { fact: "accepted", at, memberId });
  addPlanFact(clinic, head.id, { fact: "activated", at, memberId });
}
