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
  const behind: FollowLine[] = view.behind.map((one) => ({
    ...person(one, "behind_pace"),
    key: one.planId,
    planHref: `/desk/plans/${one.planId}`,
    what: `${one.missing} of ${one.due} visits due did not take place, the first of ${sayShortDate(one.since, clinic.locale)}`,
    practitioner: one.practitioner,
  }));
  const funding: FollowLine[] = view.funding.map((one) => ({
    ...person(one, "funding_ending"),
    key: `${one.planId} ${one.disciplineCode}`,
    planHref: `/desk/plans/${one.planId}#funding`,
    what: `${fundingTerm(one)}: ${fundingWords(one, clinic)}`,
    practitioner: one.leadPractitionerName,
  }));
  return (
    <Stack gap="wide">
      <PageHead
        title="Also to call"
        lead={
          <Anchor href="/owner" className="link">
            Back to the overview
          </Anchor>
        }
      />
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
