// What happens to treatment plans in a year: check-ins, flares, pauses, warning signs and their release, ends, and new plans.
import { recordAssessment } from "../../lib/charting/record-assessment.ts";
import { recordFlare } from "../../lib/charting/record-flare.ts";
import { newId } from "../../lib/ids.ts";
import { endPlan } from "../../lib/payments/end-plan.ts";
import { recordScreen } from "../../lib/intake/record-screen.ts";
import { releaseScreen } from "../../lib/intake/release-screen.ts";
import { acceptPlan } from "../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../lib/plans/offer-plan.ts";
import { pausePlan, resumePlan } from "../../lib/plans/pause-plan.ts";
import { proposeCourse } from "../../lib/plans/propose-course.ts";
import { recordCheckIn } from "../../lib/plans/record-check-in.ts";
import { viewCheckIn } from "../../lib/plans/view-check-in.ts";
import { clearScreen, screenWith } from "../../tests/support/clinic.ts";
import { whiplash, yes } from "../../tests/support/plan-clinic.ts";
import { shownOf } from "../../tests/support/course-clinic.ts";
import { member, patient, type Act, type Scene } from "./people.ts";
import { localDate, plusDays } from "./wall.ts";

const lead = (scene: Scene) => member(scene, "clinical_lead");

/** Plans in such a state, in an order that does not hang on their ids. */
function planIn(scene: Scene, status: string) {
  const start = ({ activatedAt }: { activatedAt: Date | null }) => activatedAt?.getTime() ?? 0;
  const plans = [...scene.facts.plans.values()].filter((plan) => plan.status === status);
  return plans.length ? scene.random.pick(plans.toSorted((a, b) => start(a) - start(b))) : undefined;
}

export const care: readonly Act[] = [
  {
    name: "check in",
    often: 30,
    async play(scene) {
      const lately = [...scene.facts.visits.values()].filter(
        ({ status, activePlanId }) => status === "fulfilled" && activePlanId,
      );
      if (!lately.length) return false;
      const visit = scene.random.pick(lately.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()));
      const own = patient(scene, visit.patientId);
      const asked = await viewCheckIn(own);
      if (!asked) return false;
      const pain = String(scene.random.whole(0, 6));
      await recordCheckIn(
        own,
        {
          checkInId: newId(),
          painNow: pain,
          painWeek: pain,
          painWorst: pain,
          headacheDays: "4",
          ability: "6",
          change: "3",
          soreness: pain,
          soreForDays: "no",
          nerveSign: "no",
          anythingNew: "no",
        },
        {},
      );
      return true;
    },
  },
  {
    name: "tell of a flare",
    often: 5,
    async play(scene) {
      const plan = planIn(scene, "active");
      if (!plan) return false;
      const [episode] = await scene.product.admin<{ id: string }[]>`
        select episode_id as id from plans where id = ${plan.id}`;
      const onDate = localDate(scene.now, scene.clinic.timeZone);
      const { patientId } = plan;
      await recordFlare(patient(scene, patientId), { patientId, episodeId: episode!.id, onDate, trigger: "unknown" });
      return true;
    },
  },
  {
    name: "pause a plan",
    often: 5,
    async play(scene) {
      const plan = planIn(scene, "active");
      if (!plan) return false;
      const fromDate = localDate(scene.now, scene.clinic.timeZone);
      await pausePlan(lead(scene), { planId: plan.id, fromDate, toDate: plusDays(fromDate, 9), reason: "away" });
      return true;
    },
  },
  {
    name: "take a plan up again",
    often: 6,
    async play(scene) {
      const plan = planIn(scene, "on_hold");
      if (!plan) return false;
      const screen = { ...clearScreen, patientId: plan.patientId, askedHow: "desk" as const };
      await recordScreen(lead(scene), screen);
      await resumePlan(lead(scene), { planId: plan.id });
      return true;
    },
  },
  {
    name: "end a plan",
    often: 1,
    async play(scene) {
      const plan = planIn(scene, "active");
      if (!plan) return false;
      const endReason = scene.random.pick(["goals_met", "patient_choice"] as const);
      await endPlan(lead(scene), { planId: plan.id, endReason });
      return true;
    },
  },
  {
    name: "tell of a warning sign",
    often: 5,
    async play(scene) {
      const soon = [...scene.facts.visits.values()].filter(
        ({ status }) => status === "booked" || status === "fulfilled",
      );
      if (!soon.length) return false;
      const { patientId } = scene.random.pick(soon.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()));
      await recordScreen(lead(scene), { ...screenWith({ sudden_headache: "yes" }), patientId, askedHow: "desk" });
      return true;
    },
  },
  {
    name: "release a warning sign",
    often: 8,
    async play(scene) {
      const [screen] = await scene.product.admin<{ id: string }[]>`
        select s.id from screens s where s.clinic_id = ${scene.clinic.id} and s.tier in ('A', 'B')
          and not exists (select 1 from screen_reviews r where r.screen_id = s.id) and s.patient_id is not null
        order by s.answered_at limit 1`;
      if (!screen) return false;
      await releaseScreen(lead(scene), { screenId: screen.id, reason: "seen by a doctor" });
      return true;
    },
  },
  {
    name: "offer a new plan",
    often: 4,
    async play(scene) {
      const treated = [...scene.facts.visits.values()].filter((visit) => visit.status === "fulfilled");
      const busy = new Set([...scene.facts.plans.values()].map(({ patientId }) => patientId));
      const visit = treated
        .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
        .find((one) => !busy.has(one.patientId));
      const by = scene.members.find(({ role }) => role === "clinical_lead")?.practitionerId;
      if (!visit || !by) return false;
      const { patientId } = visit;
      await recordScreen(lead(scene), { ...clearScreen, patientId, askedHow: "desk" });
      const episode = { condition: "Headache from the neck", onset: "gradual" as const, payer: "self" as const };
      const found = await recordAssessment(
        lead(scene),
        whiplash(patientId, { episode, classification: "cervicogenic" }),
      );
      const { planId } = await draftPlan(lead(scene), {
        patientId,
        ...found,
        templateCode: "T3",
        leadPractitionerId: by,
        trackPractitioners: [null],
        startOn: plusDays(localDate(scene.now, scene.clinic.timeZone), 2),
        strands: ["hands_on", "movement", "habits"],
        techniques: ["therapeutic_exercise"],
      });
      await offerPlan(lead(scene), { planId });
      return true;
    },
  },
  {
    name: "accept a plan",
    often: 8,
    async play(scene) {
      const plan = planIn(scene, "offered");
      if (!plan) return false;
      const own = patient(scene, plan.patientId);
      const course = await proposeCourse(own, { planId: plan.id });
      await acceptPlan(own, yes(plan.id, { seen: shownOf(course) }));
      return true;
    },
  },
];
