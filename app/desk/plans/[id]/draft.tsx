// A plan on paper: what is missing, its course in the calendar as it stands, what may be adjusted, offering and accepting it.
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { AcceptForm } from "@/components/plans/accept-form";
import { AdjustForm } from "@/components/plans/adjust-form";
import { payOptions } from "@/components/plans/pay-options";
import { TaperTimeline } from "@/components/plans/taper-timeline";
import { VisitList } from "@/components/plans/visit-list";
import { ChoiceGroup } from "@/components/ui/choice-group";
import type { Hue } from "@/components/ui/hue";
import { Notice } from "@/components/ui/notice";
import { Section, Stack } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { mayDo } from "@/lib/permissions/permissions";
import { planCapacity } from "@/lib/plans/plan-capacity";
import { planConsentText } from "@/lib/plans/plan-text";
import { proposalTimeline } from "@/lib/plans/plan-timeline";
import type { PlanView } from "@/lib/plans/plan-views";
import { proposeCourse } from "@/lib/plans/propose-course";
import type { StaffDoor } from "@/lib/server/contexts";
import { dateIn } from "@/lib/time/zone";
import { acceptAction, adjustAction, offerAction, planLinkAction } from "../actions";
import { visitLine } from "../course-words";

type Props = {
  door: StaffDoor;
  plan: PlanView;
  due: number;
  /** Visits that an acceptance had to give another time, just now. */
  changed: ReadonlySet<string> | null;
};

/** Null while a red flag stands, of which the page tells above, or while a payment is awaited. */
async function unlessStopped<View>(look: Promise<View>): Promise<View | null> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "review_first" || error.code === "already_done")) return null;
    throw error;
  }
}

export async function Draft({ door, plan, due, changed }: Props) {
  const { ctx, clinic, actor } = door;
  const mayBuild = plan.chartOpen && mayDo(actor, "build_plan");
  const mayOffer = plan.chartOpen && mayDo(actor, "offer_plan");
  const { planId } = plan;
  const [course, capacity, catalogue, online] = await Promise.all([
    unlessStopped(proposeCourse(ctx, { planId, again: changed !== null })),
    mayBuild ? unlessStopped(planCapacity(ctx, { planId })) : null,
    loadCatalogue(ctx),
    takesCardsOnline(ctx),
  ]);
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  const today = dateIn(ctx.now, plan.timeZone);
  const held = plan.visits.filter((visit) => visit.state === "held").length;
  const placed = course?.proposal.filter((visit) => visit.start !== null) ?? [];
  return (
    <Stack>
      {plan.missing.length ? (
        <Notice tone="warning" title="Before it can be offered">
          <ul className="list-disc ps-5">
            {plan.missing.map((one) => (
              <li key={`${one.field}${one.message}`}>{one.message}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {plan.warnings.length ? (
        <Notice>
          {plan.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      ) : null}
      {held > 0 && !changed ? (
        <Notice tone="info" title={`${held} visits are held for ten minutes, until the payment is there.`}>
          {due > 0 ? (
            <div className="mt-2 max-w-md">
              <ActForm action={planLinkAction.bind(null, { planId: plan.planId, amountMinor: due })}>
                <div>
                  <SubmitButton variant="secondary" size="small" pendingLabel="Making the page…">
                    {`Take ${say(due)} by card`}
                  </SubmitButton>
                </div>
              </ActForm>
            </div>
          ) : null}
        </Notice>
      ) : null}
      {course ? (
        <>
          <Section title="The course in the calendar as it stands" id="course">
            <TaperTimeline {...proposalTimeline(plan, course, today, clinic.locale)} />
          </Section>
          <div className="grid grid-cols-2 gap-6 md:grid-cols-4">
            <Stat
              value={`${placed.length} of ${course.proposal.length}`}
              label="visits have a place"
              detail={course.optimal ? "no better course exists" : "the best found in time"}
            />
            <Stat
              value={say(course.totals.dueMinor)}
              label="the patient pays"
              detail={course.totals.taxMinor ? `${say(course.totals.taxMinor)} of it GST` : "no tax"}
            />
            <Stat value={say(course.totals.payerMinor)} label="the payer pays" />
            <Stat
              value={course.totals.provisionalCount}
              label="visits after reassessment"
              detail="booked, unpaid, free to drop"
            />
          </div>
          <nav aria-label="On this page" className="no-print flex flex-wrap gap-x-6">
            {mayBuild ? <a href="#adjust">Adjust it</a> : null}
            <a href="#visits">Every visit</a>
            {plan.status === "draft" && mayOffer ? <a href="#offer">Offer it</a> : null}
            {plan.status === "offered" ? <a href="#accept">Accept it here</a> : null}
          </nav>
          {course.open.length ? (
            <Notice
              tone="warning"
              title={`${course.open.length === 1 ? "One visit needs" : `${course.open.length} visits need`} somebody`}
            >
              <ul className="flex list-disc flex-col gap-1 ps-5">
                {course.open.map((one) => (
                  <li key={one.visitId}>
                    {one.text}
                    {one.relaxations.length ? (
                      <ul className="ps-4 text-sm">
                        {one.relaxations.map((way) => (
                          <li key={way.kind + way.onDate}>{way.text}</li>
                        ))}
                      </ul>
                    ) : null}
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
        </>
      ) : null}
      {mayBuild ? (
        <Section
          title="Adjust"
          id="adjust"
          hint={plan.status === "offered" ? "Changing an offered plan takes the offer back to a draft." : undefined}
        >
          <Fold label="Phases, people, start, wishes" open={plan.status === "draft" && course?.open.length !== 0}>
            <AdjustForm
              version={JSON.stringify([plan.tracks, plan.preferences, plan.startOn])}
              action={adjustAction.bind(null, plan.planId)}
              startOn={plan.startOn}
              lead={plan.leadPractitionerId}
              people={catalogue.practitioners.map(({ id, name }) => ({ value: id, label: name }))}
              strands={plan.strands}
              tracks={plan.tracks.map((track) => ({
                id: track.trackId,
                name: track.disciplineName,
                letter: track.letter,
                hue: track.hue as Hue,
                with: track.primaryPractitionerId ?? "",
                people: catalogue.practitioners
                  .filter((person) => person.disciplineCodes.includes(track.disciplineCode))
                  .map(({ id, name }) => ({ value: id, label: name })),
                phases: track.phases,
              }))}
              wishes={plan.preferences}
              capacity={{ address: `/api/desk/plans/${planId}/capacity`, first: capacity }}
            />
          </Fold>
        </Section>
      ) : null}
      {course ? (
        <Section title="Every visit" id="visits">
          <VisitList
            label="Visits of the plan"
            visits={course.proposal.map((visit) => ({
              ...visitLine(plan, visit, { locale: clinic.locale, money: say }),
              note: changed?.has(visit.visitId) ? "New time: the one shown before is taken." : undefined,
            }))}
          />
        </Section>
      ) : null}
      {mayOffer && plan.status === "draft" ? (
        <Section title="Offer" id="offer">
          <ActForm action={offerAction.bind(null, plan.planId)} className="flex flex-col items-start gap-3">
            <p className="measure">
              The patient gets a link by e-mail and can look, adjust and accept for seven days. Nothing is held
              meanwhile.
            </p>
            <SubmitButton pendingLabel="Offering…">Offer this plan</SubmitButton>
          </ActForm>
        </Section>
      ) : null}
      {plan.status === "offered" && course && mayDo(actor, "accept_plan_for_patient") ? (
        <Section
          title="Accept here"
          id="accept"
          hint="With the patient at the clinic’s screen, or read out on the phone."
        >
          <div className="max-w-2xl">
            <AcceptForm
              seen={JSON.stringify(
                placed.map(({ visitId, start, practitionerId }) => ({
                  visitId,
                  start: start?.toISOString(),
                  practitionerId,
                })),
              )}
              idempotencyKey={newId()}
              consentVersion={plan.consentVersion}
              textVersion={plan.textVersion}
              consent={planConsentText}
              payments={payOptions({ course, reader: "staff", today, locale: clinic.locale, say, online })}
              submitLabel={`Accept and book ${placed.length} visits`}
              action={acceptAction.bind(null, plan.planId)}
            >
              <ChoiceGroup
                legend="How does the patient say yes?"
                name="signedHow"
                layout="inline"
                defaultValue="clinic_screen"
                options={[
                  { value: "clinic_screen", label: "On this screen" },
                  { value: "phone", label: "By phone" },
                ]}
              />
            </AcceptForm>
          </div>
        </Section>
      ) : null}
    </Stack>
  );
}
