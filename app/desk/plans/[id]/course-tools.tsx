// What shapes the rest of a running plan: days away, a pause, and what is decided at a reassessment.
import { Fold } from "@/components/desk/fold";
import { Anchor } from "@/components/ui/anchor";
import { DecisionForm } from "@/components/plans/decision-form";
import { FlareForm } from "@/components/plans/flare-form";
import { MeasureForm } from "@/components/plans/measure-form";
import { PauseForm, ResumeForm } from "@/components/plans/pause-form";
import { spanWords, TravelDates } from "@/components/plans/travel-dates";
import { Section } from "@/components/ui/section";
import { instruments } from "@/lib/outcomes/instruments";
import { mayDo } from "@/lib/permissions/permissions";
import type { PlanOutcomes } from "@/lib/plans/plan-outcomes";
import type { PlanView } from "@/lib/plans/plan-views";
import { measuredAgain, proposeDecision } from "@/lib/plans/propose-decision";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayShortDate } from "@/lib/time/say";
import { aloudQuestions } from "../../asked-screen";
import {
  addTravelAction,
  decideAction,
  flareAction,
  measureAction,
  pauseAction,
  removeTravelAction,
  resumeAction,
  takeBackFlareAction,
} from "./actions";

type Props = {
  door: StaffDoor;
  plan: PlanView;
  /** Null for members who do not treat the patient. */
  outcomes: PlanOutcomes | null;
  today: string;
  /** Whether scores were kept just now, so that the decision comes next. */
  asked: boolean;
};

export async function CourseTools({ door, plan, outcomes, today, asked }: Props) {
  const { ctx, clinic, actor } = door;
  const { planId, pause } = plan;
  const mayBuild = plan.chartOpen && mayDo(actor, "build_plan");
  const judges = mayBuild && plan.status === "active" && !plan.suspended;
  const proposal = judges && outcomes ? await proposeDecision(ctx, { planId }) : null;
  const of = { planId, patientId: plan.patientId, episodeId: plan.episodeId };
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
      {judges && outcomes ? (
        <Section
          title="Flares"
          id="flares"
          hint="One holds the phase; two in 28 days propose to go back one. A flare is part of getting better, not a failure."
        >
          <FlareForm
            add={flareAction.bind(null, of)}
            takeBack={(flareId) => takeBackFlareAction.bind(null, { planId, flareId })}
            today={today}
            flares={outcomes.flares.map(({ flareId, onDate, trigger }) => ({
              flareId,
              day: sayShortDate(onDate, clinic.locale),
              trigger,
            }))}
          />
        </Section>
      ) : null}
      {judges ? (
        <Section
          title="Reassessment"
          id="reassessment"
          hint={
            next
              ? `${next.label}: ${due ? "due since" : "due"} ${sayShortDate(next.onDate, clinic.locale)}. Visits after it stay provisional until it is decided.`
              : "Every planned reassessment is decided."
          }
        >
          {outcomes ? (
            <Fold label="Measure again and decide" open={due || asked}>
              <div className="flex flex-col gap-7">
                <MeasureForm
                  action={measureAction.bind(null, of)}
                  scores={measuredAgain.map((id) => ({ id, ...instruments[id] }))}
                />
                <DecisionForm
                  action={decideAction.bind(null, planId)}
                  proposed={proposal && { decisions: proposal.decisions, because: proposal.because.join(", ") }}
                  {...(proposal?.ahead ? { hints: { progress: proposal.ahead } } : {})}
                />
                {proposal?.extraVisitOffered ? (
                  <p>
                    After one flare the phase stays, and one visit more may be offered.{" "}
                    <Anchor className="link" href={`/desk/book?patient=${plan.patientId}`}>
                      Book an extra visit
                    </Anchor>
                  </p>
                ) : null}
              </div>
            </Fold>
          ) : (
            <p>
              Scores and decisions belong to those who treat the patient.{" "}
              <Anchor className="link" href={`/desk/patients/${plan.patientId}`}>
                Open the chart with a reason
              </Anchor>
            </p>
          )}
        </Section>
      ) : null}
    </>
  );
}
