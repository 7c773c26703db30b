// What plans lead to: how pain and function changed, by template and phase, and how far plans come.
import type { Metadata } from "next";
import { FilterForm } from "@/components/insights/filter-form";
import { ResponsePicture } from "@/components/insights/response-picture";
import { percentOf } from "@/components/insights/shares";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import type { Response } from "@/lib/insights/outcome-response";
import { outcomesView } from "@/lib/insights/outcomes-view";
import { fewest } from "@/lib/insights/owner-figures";
import type { FunnelLine } from "@/lib/insights/phase-funnel";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { address, isNarrowed, narrowingOf, readAsk } from "../door";
import { outcomeWords } from "../outcome-words";

export const metadata: Metadata = { title: "What plans lead to" };

function sayResponse({ all: { meaningful, lower, upper } }: Response): string {
  if (meaningful.rate === null || lower === null || upper === null)
    return `Too few to say yet: ${meaningful.of} with a first and a later score.`;
  return `${percentOf(meaningful.rate)}% of ${meaningful.of} changed so that it means something; with 95% certainty between ${percentOf(lower)}% and ${percentOf(upper)}%.`;
}

/** The phase that most are lost before, as a share of those it was planned for. */
function sayFunnel(lines: readonly FunnelLine[]): string {
  const worst = lines
    .filter(({ planned, lost }) => planned >= fewest && lost > 0)
    .toSorted((a, b) => b.lost / b.planned - a.lost / a.planned)[0];
  return worst
    ? `Most are lost before “${worst.name}”: ${worst.lost} of ${worst.planned} plans.`
    : "No plan has been lost before a phase it was to come to.";
}

export default async function OutcomesPage({ searchParams }: PageProps<"/owner/outcomes">) {
  const door = await staffPage("/owner/outcomes", "see_adherence");
  const { ctx, clinic } = door;
  const ask = { ...readAsk(await searchParams, door), practitioner: undefined };
  const { practitionerId: _, ...asked } = narrowingOf(ask);
  const view = await outcomesView(ctx, asked);
  const funnel = view.funnel.filter(({ planned }) => planned >= fewest);
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          back={{ href: address("/owner", ask), label: "Overview" }}
          over={`As of ${sayDate(view.asOf, clinic.locale)}`}
          title="What plans lead to"
          lead={`${view.plans} ${view.plans === 1 ? "plan" : "plans"}. Change is not proof: many get better by themselves, and who did not come back was not asked.`}
        />
        <FilterForm
          action="/owner/outcomes"
          asOf={view.asOf}
          today={view.today}
          {...view.choices}
          practitioners={[]}
          chosen={ask}
          clearHref={isNarrowed(ask) ? "/owner/outcomes" : null}
        />
        <a className="link self-start" href={address("/api/owner/outcomes", ask)} download>
          Download as CSV
        </a>
      </div>
      {view.responses.map((response) => {
        const { title, hint } = outcomeWords[response.instrument];
        return (
          <Section key={response.instrument} title={title} id={response.instrument} hint={hint}>
            {response.all.plans ? (
              <div className="grid gap-8">
                <ResponsePicture
                  finding={sayResponse(response)}
                  label="Template"
                  rows={[response.all, ...response.byTemplate]}
                />
                {response.byPhase.length ? (
                  <ResponsePicture
                    finding="By phase, from its first visit until the next phase began"
                    label="Phase"
                    rows={response.byPhase}
                  />
                ) : null}
              </div>
            ) : (
              <EmptyState title="No plan has a first and a later score yet">
                Scores taken at visits and in check-ins are added up here, without names.
              </EmptyState>
            )}
          </Section>
        );
      })}
      <Section
        title="How far do plans come?"
        id="funnel"
        hint="Of plans that had visits of a phase planned: a visit of it took place, the plan is still on its way, it ended well before, or it was lost before. Phases of fewer than five plans are left out."
      >
        {funnel.length ? (
          <Table
            caption={sayFunnel(funnel)}
            columns={[
              { key: "name", label: "Phase" },
              { key: "planned", label: "Plans", align: "end" },
              { key: "reached", label: "Came to it", align: "end" },
              { key: "onTheWay", label: "On the way", align: "end" },
              { key: "endedWell", label: "Ended well before", align: "end" },
              { key: "lost", label: "Lost before", align: "end" },
            ]}
            rows={funnel.map(({ phase, planned, reached, ...line }) => ({
              id: phase,
              cells: { ...line, planned, reached: `${reached} (${percentOf(reached / planned)}%)` },
            }))}
          />
        ) : (
          <EmptyState title="Too few plans yet to say how far they come">It needs five plans at least.</EmptyState>
        )}
      </Section>
      <p className="measure text-sm text-soft">
        Templates and phases stand in their own order, and practitioners are not compared: what a band overlaps, it does
        not tell apart. Shares and means of fewer than five plans are left out.
      </p>
    </Stack>
  );
}
