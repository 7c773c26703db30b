// Who else to call today, by what it is about.
import type { Metadata } from "next";
import { CallLog } from "@/components/insights/call-log";
import { FollowList, type FollowLine } from "@/components/insights/follow-list";
import { fundingTerm, fundingWords } from "@/components/plans/funding-words";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { followView } from "@/lib/insights/follow-view";
import type { CallKind } from "@/lib/insights/insights-input";
import type { LoggedCall } from "@/lib/insights/insights-views";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDate } from "@/lib/time/say";
import { logCallAction } from "../actions";
import { sayCall } from "../unbooked-lines";

export const metadata: Metadata = { title: "Also to call" };

type Person = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  lastCall: LoggedCall | null;
};

export default async function FollowPage() {
  const { ctx, clinic } = await staffPage("/owner/follow", "see_adherence");
  const view = await followView(ctx);
  const person = (one: Person, kind: CallKind) => ({
    patientHref: `/desk/patients/${one.patientId}`,
    name: one.patientName,
    mobile: one.patientMobile,
    call: sayCall(one.lastCall, clinic),
    log: <CallLog planId={one.planId} kind={kind} patientName={one.patientName} action={logCallAction} />,
  });
  const day = (date: string) => sayShortDate(date, clinic.locale);
  const line = (one: Person & { practitioner: string }, kind: CallKind, what: string): FollowLine => ({
    ...person(one, kind),
    key: one.planId,
    planHref: `/desk/plans/${one.planId}`,
    what,
    practitioner: one.practitioner,
  });
  const behind = view.behind.map((one) =>
    line(
      one,
      "behind_pace",
      `${one.missing} of ${one.due} visits due did not take place, the first of ${day(one.since)}`,
    ),
  );
  const lapsed = view.lapsed.map((one) =>
    line(
      one,
      "lapsed",
      one.seenOn === null
        ? `The plan began ${one.days} days ago, and nobody has come`
        : `Last here ${day(one.seenOn)}, ${one.days} days ago`,
    ),
  );
  const overdue = view.overdue.map((one) =>
    line(one, "reassessment_overdue", `${one.label}: was due ${day(one.dueOn)}`),
  );
  const funding: FollowLine[] = view.funding.map((one) => ({
    ...person(one, "funding_ending"),
    key: `${one.planId} ${one.disciplineCode}`,
    planHref: `/desk/plans/${one.planId}#funding`,
    what: `${fundingTerm(one)}: ${fundingWords(one, clinic)}`,
    practitioner: one.leadPractitionerName,
  }));
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-3">
        <PageHead
          title="Also to call"
          lead={
            <Anchor href="/owner" className="link">
              Back to the overview
            </Anchor>
          }
        />
        <nav aria-label="Lists on this page">
          <ul className="flex flex-wrap gap-x-5">
            {[
              { id: "behind", said: `${view.behindPlans} behind pace` },
              { id: "lapsed", said: `${view.lapsedPlans} lapsed` },
              { id: "reassessment", said: `${view.overduePlans} with a reassessment overdue` },
              { id: "funding", said: `${view.fundingLines} with funding about to end` },
            ].map(({ id, said }) => (
              <li key={id}>
                <a className="link inline-flex min-h-control items-center" href={`#${id}`}>
                  {said}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <FollowSection
        title="Behind pace"
        id="behind"
        hint="Active plans of which two or more visits due by today did not take place. Weeks on pause and visits the clinic cancelled are left out. Most missing first."
        lines={behind}
        all={view.behindPlans}
        what="plans"
        none="Every active plan keeps its pace"
      >
        Plans of which two or more visits did not take place stand here.
      </FollowSection>
      <FollowSection
        title="Lapsed"
        id="lapsed"
        hint="Active plans with nothing ahead and no visit for more than twice the gap aimed at, or three weeks. The shortest away first: they are the likeliest to come back. Their health answers are asked again before the plan goes on."
        lines={lapsed}
        all={view.lapsedPlans}
        what="plans"
        none="No active plan has lapsed"
      >
        Plans that nobody has come to for long stand here.
      </FollowSection>
      <FollowSection
        title="Reassessment overdue"
        id="reassessment"
        hint="The day of a reassessment is over, and nobody has decided how the plan goes on. The practitioner decides on the plan’s page; a call arranges the visit it needs. The longest overdue first."
        lines={overdue}
        all={view.overduePlans}
        what="plans"
        none="No reassessment is overdue"
      >
        Plans that wait for a practitioner’s decision stand here.
      </FollowSection>
      <FollowSection
        title="Funding about to end"
        id="funding"
        hint="Three quarters of what a payer pays is used, or four weeks of its time are left. The earliest end first."
        lines={funding}
        all={view.fundingLines}
        what="lines"
        none="No funding is about to end"
      >
        Plans whose payer soon pays no more stand here, while there is time to ask for more.
      </FollowSection>
    </Stack>
  );
}

type Part = {
  title: string;
  id: string;
  hint: string;
  lines: readonly FollowLine[];
  /** How many there are, shown or not. */
  all: number;
  what: string;
  none: string;
  children: string;
};

function FollowSection({ title, id, hint, lines, all, what, none, children }: Part) {
  return (
    <Section title={title} id={id} hint={hint}>
      {lines.length ? <FollowList label={title} lines={lines} /> : <EmptyState title={none}>{children}</EmptyState>}
      {all ? (
        <p className="mt-3 text-soft">
          {all > lines.length ? `The first ${lines.length} of ${all} ${what} are shown.` : `${all} in all.`}
        </p>
      ) : null}
    </Section>
  );
}
