// What shapes the rest of a running plan: days away, a pause, and what is decided at a reassessment.
import { Fold } from "@/components/desk/fold";
import { DecisionForm } from "@/components/plans/decision-form";
import { MeasureForm } from "@/components/plans/measure-form";
import { PauseForm, ResumeForm } from "@/components/plans/pause-form";
import { spanWords, TravelDates } from "@/components/plans/travel-dates";
import { Section } from "@/components/ui/section";
import { instruments } from "@/lib/outcomes/instruments";
import { mayDo } from "@/lib/permissions/permissions";
import type { PlanView } from "@/lib/plans/plan-views";
import { measuredAgain, proposeDecision } from "@/lib/plans/propose-decision";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayShortDate } from "@/lib/time/say";
import { aloudQuestions } from "../../asked-screen";
import { addTravelAction, decideAction, measureAction, pauseAction, removeTravelAction, resumeAction } from "./actions";

type Props = {
  door: StaffDoor;
  plan: PlanView;
  today: string;
  /** Whether scores were kept just now, so that the decision comes next. */
  asked: boolean;
};

/** The decisions each proposal of the figures comes to. */
const decisionsOf: Record<string, readonly string[]> = {
  progress: ["progress"],
  hold: ["hold"],
  change_approach: ["change"],
  stop_or_refer: ["refer", "discharge"],
  reassess: [],
};

export async function CourseTools({ door, plan, today, asked }: Props) {
  const { ctx, clinic, actor } = door;
  const { planId, pause } = plan;
  const mayBuild = mayDo(actor, "build_plan");
  const proposal = mayBuild && plan.status === "active" ? await proposeDecision(ctx, { planId }) : null;
  const decided = plan.facts.filter(({ fact }) => fact === "decided").length;
  const next = plan.reassessments[decided];
  const due = next !== undefined && next.onDate <= today;
  return (
    <>
      <Section
        title="Days away and pauses"
        id="away"
        hint="Noting them moves nothing: the difference is shown next, and accepted once."
      >
        <div className="flex flex-col gap-5">
          {pause ? (
            <p>
              {pause.to < today
                ? `The pause was to end ${sayShortDate(pause.to, clinic.locale)}. Take the plan up again when the patient is back.`
                : `Paused ${spanWords(pause, clinic.locale)}.`}
            </p>
          ) : null}
          {mayBuild && pause ? (
            <ResumeForm
              action={resumeAction.bind(null, { planId, patientId: plan.patientId })}
              questions={plan.askAgain ? aloudQuestions() : null}
            />
          ) : null}
          <TravelDates
            away={plan.preferences.away}
            today={today}
            locale={clinic.locale}
            add={addTravelAction.bind(null, planId)}
            remove={(span) => removeTravelAction.bind(null, { planId, ...span })}
          />
          {mayBuild && plan.status === "active" ? (
            <PauseForm action={pauseAction.bind(null, planId)} today={today} />
          ) : null}
        </div>
      </Section>
      {mayBuild && plan.status === "active" && !plan.suspended ? (
        <Section
          title="Reassessment"
          id="reassessment"
          hint={
            next
              ? `${next.label}: ${due ? "due since" : "due"} ${sayShortDate(next.onDate, clinic.locale)}. Visits after it stay provisional until it is decided.`
              : "Every planned reassessment is decided."
          }
        >
          <Fold label="Measure again and decide" open={due || asked}>
            <div className="flex flex-col gap-7">
              <MeasureForm
                action={measureAction.bind(null, { planId, patientId: plan.patientId, episodeId: plan.episodeId })}
                scores={measuredAgain.map((id) => ({ id, ...instruments[id] }))}
              />
              <DecisionForm
                action={decideAction.bind(null, planId)}
                proposed={
                  proposal && {
                    decisions: decisionsOf[proposal.proposal] ?? [],
                    because: proposal.because.join(", "),
                  }
                }
              />
            </div>
          </Fold>
        </Section>
      ) : null}
    </>
  );
}
