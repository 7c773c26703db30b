// How a plan comes about: somebody books an assessment, is examined, and the practitioner drafts and offers a course.
import { addDays, type LocalDate } from "../../lib/time/dates.ts";
import { addBooking, type Booked } from "./bookings.ts";
import { serviceOf, type Practitioner } from "./clinic.ts";
import { openEpisode } from "./episodes.ts";
import type { Episode, Patient } from "./patients.ts";
import { placeNear } from "./plan-course.ts";
import { addScores, courseOf, type Course } from "./plan-scores.ts";
import type { Scenario } from "./plan-scenarios.ts";
import { releaseScreen, screenNewcomer } from "./screens.ts";
import { after, hour, type Story } from "./story.ts";
import { countVisit, termsOf } from "./terms.ts";

export type Examined = {
  patient: Patient;
  episode: Episode;
  lead: Practitioner;
  assessmentId: string;
  assessedAt: Date;
  course: Course;
};

/** Null when no assessment can be placed in the fortnight before the plan starts. */
export function examine(story: Story, scenario: Scenario, lead: Practitioner): Examined | null {
  const { clinic, roster, patients } = story;
  const { clock, draw } = clinic;
  const startOn = addDays(clock.today, scenario.startsIn);
  const yesterday = addDays(clock.today, -1);
  const before = addDays(startOn, -1);
  const to = before < yesterday ? before : yesterday;
  const from = addDays(to, -10);
  const joinedOn = addDays(from, -draw.whole(1, 6));
  if (joinedOn < clock.from) return null;
  const service = serviceOf(clinic, lead.discipline.code, 0, true);
  const place = placeNear(
    story,
    { service, people: [lead], from, target: addDays(to, -1), to },
    "",
    draw.whole(540, 960),
  );
  if (!place) return null;

  const patient = roster.next({ joinedOn, home: lead, ...(scenario.as ? { as: scenario.as } : {}) });
  patients.push(patient);
  const at = patient.joinedAt;
  const via = draw.chance(0.7) ? "online" : "phone";
  screenNewcomer(story, patient, at, via, !scenario.as && draw.chance(0.07));
  const episode = openEpisode(story, patient, troubleOf(scenario, startOn), at);
  const terms = termsOf(clinic, { service, practitioner: lead, date: place.date, patient });
  const booked = addBooking(story, { place, patient, terms, createdAt: at, via, outcome: "attended" });
  countVisit(patient, service, place.date, terms);
  const assessedAt = assessedOf(booked);
  if (patient.needsReview) releaseScreen(story, patient, lead.memberId, after(assessedAt, -hour));
  const course = courseOf(clinic, scenario.template, !["referred", "lapsed", "reassessment"].includes(scenario.ending));
  const assessmentId = addAssessment(story, scenario, { patient, episode, lead, assessedAt });
  const taken = { patientId: patient.id, episodeId: episode.id, at: assessedAt, memberId: lead.memberId };
  addScores(clinic, course.baseline, taken);
  return { patient, episode, lead, assessmentId, assessedAt, course };
}

function assessedOf({ endedAt, status }: Booked): Date {
  if (status !== "fulfilled" || !endedAt) throw new Error("an assessment of the past must have taken place");
  return endedAt;
}

function troubleOf({ condition, payer, crashDays }: Scenario, startOn: LocalDate) {
  return {
    condition,
    payer,
    onset: crashDays === undefined ? ("gradual" as const) : ("sudden" as const),
    // The assessment lies up to eleven days before the first visit; the crash lies before both.
    ...(crashDays === undefined ? {} : { crashDate: addDays(startOn, -Math.max(crashDays, 13)) }),
  };
}

const factors = [
  "long hours at a desk",
  "jaw clenching",
  "poor sleep",
  "stress at work",
  "little movement",
  "guarding after an injury",
];

type Found = Omit<Examined, "assessmentId" | "course">;

function addAssessment({ clinic }: Story, scenario: Scenario, { patient, episode, lead, assessedAt }: Found): string {
  const { rows, draw, id: clinicId } = clinic;
  const id = draw.id(assessedAt);
  const [first = "", second = ""] = draw.shuffled(factors);
  rows.assessments.push({
    clinicId,
    id,
    patientId: patient.id,
    episodeId: episode.id,
    practitionerId: lead.id,
    muscles: "Upper trapezius, suboccipitals and levator scapulae tight and tender, more on the right.",
    joints: "Upper neck stiff in rotation and extension; jaw opening full.",
    posture: "Head forward of the shoulders when sitting; better when reminded.",
    movement: "Rotation about two thirds of full range; chin tuck tires early.",
    classification: scenario.classification,
    risk: scenario.risk,
    triggerPointRole: scenario.template.triggerPoints ? draw.pick(["primary", "contributing"]) : "contributing",
    maintainingFactors: draw.chance(0.6) ? [first, second] : [first],
    medicalAssessmentOnFile: scenario.template.requires === "medical_assessment",
    assessedAt,
    memberId: lead.memberId,
  });
  return id;
}
