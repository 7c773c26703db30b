// The weeks ahead: how much of the time that people work is booked, and which fees of plan visits may not come.
import type { Metadata } from "next";
import { FilterForm } from "@/components/insights/filter-form";
import { HourBars } from "@/components/insights/hour-bars";
import { percentOf } from "@/components/insights/shares";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { aheadView, type AheadView } from "@/lib/insights/ahead-view";
import { sayAbout } from "@/lib/insights/nothing-booked";
import { formatMoney } from "@/lib/money/money";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDate } from "@/lib/time/say";
import { address, isNarrowed, narrowingOf, readAsk } from "../door";
import { riskWords } from "../risk-words";

export const metadata: Metadata = { title: "The weeks ahead" };

/** Lines that stand open, and with the folded ones. */
const [first, shown] = [10, 50];

function sayHours(hours: NonNullable<AheadView["hours"]>): string {
  const sum = (of: "openMin" | "bookedMin") => hours.weeks.reduce((total, week) => total + week[of], 0);
  const [open, booked] = [sum("openMin"), sum("bookedMin")];
  if (open === 0) return "Nobody has open hours in the next four weeks.";
  return `${percentOf(booked / open)}% of the next four weeks is booked: ${Math.round(booked / 60)} of ${Math.round(open / 60)} hours.`;
}

export default async function AheadPage({ searchParams }: PageProps<"/owner/ahead">) {
  const door = await staffPage("/owner/ahead", "see_adherence");
  const { ctx, clinic } = door;
  const ask = readAsk(await searchParams, door);
  const view = await aheadView(ctx, narrowingOf(ask));
  const { hours, sums, lines, plannedMinor, plannedVisits } = view;
  const day = (date: string) => sayShortDate(date, clinic.locale);
  const money = (minor: number) => formatMoney(minor, view.currency, clinic.locale);
  const atRisk = sums.reduce((total, { minor }) => total + minor, 0);
  const title = lines.length
    ? `About ${sayAbout(atRisk, view.currency, clinic.locale)} of ${sayAbout(plannedMinor, view.currency, clinic.locale)} planned until ${day(view.until)} may not come`
    : `Nothing planned until ${day(view.until)} is at risk`;
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          back={{ href: address("/owner", ask), label: "Overview" }}
          over={`As of ${sayDate(view.asOf, clinic.locale)}`}
          title={title}
          lead="At risk is not lost: it says where a call helps most. Fees are those of the plan, before tax."
        />
        <FilterForm
          action="/owner/ahead"
          asOf={view.asOf}
          today={view.today}
          {...view.choices}
          chosen={ask}
          clearHref={isNarrowed(ask) ? "/owner/ahead" : null}
        />
      </div>
      <Section
        title="Fees at risk"
        id="risk"
        hint={`Of ${plannedVisits} visits of active plans that are booked or due from ${day(view.asOf)} to ${day(view.until)}. Each counts once, under the first that holds.`}
      >
        <Table
          caption="Fees at risk, by reason"
          captionHidden
          columns={[
            { key: "name", label: "Why" },
            { key: "visits", label: "Visits", align: "end" },
            { key: "minor", label: "Fees", align: "end" },
          ]}
          rows={sums.map(({ risk, visits, minor }) => ({
            id: risk,
            cells: {
              name: (
                <>
                  {riskWords[risk].name}
                  <span className="block text-sm font-normal text-soft">{riskWords[risk].meaning}</span>
                </>
              ),
              visits,
              minor: money(minor),
            },
          }))}
          foot={{
            id: "all",
            cells: { name: "At risk", visits: lines.length, minor: money(atRisk) },
          }}
        />
        {lines.length ? (
          <p className="mt-3">
            <a className="link" href={address("/api/owner/ahead", ask)} download>
              Download as CSV
            </a>
          </p>
        ) : null}
      </Section>
      {hours ? (
        <Section
          title="Hours booked ahead"
          id="hours"
          hint="Everything that is booked, plans or not, from start to end; against the hours people work, less time off and closures. A practitioner narrows it; discipline, template and payer do not."
        >
          <div className="grid gap-8">
            <HourBars
              finding={sayHours(hours)}
              label="Week"
              rows={hours.weeks.map(({ from, to, ...week }) => ({
                ...week,
                id: from,
                name: `${day(from)} – ${day(to)}`,
              }))}
            />
            <HourBars finding="By practitioner, in the clinic’s own order" label="Practitioner" rows={hours.people} />
          </div>
        </Section>
      ) : (
        <p className="measure text-soft">
          Hours booked ahead stand here for today alone: which hours people meant to work is not kept for past days.
        </p>
      )}
      <Section title="Which visits" id="visits" hint="By day. Each leads to its plan.">
        {lines.length ? (
          <>
            <VisitTable lines={lines.slice(0, first)} day={day} money={money} />
            {lines.length > first ? (
              <details className="mt-2">
                <summary className="link inline-block min-h-control py-2">
                  {`${Math.min(lines.length, shown) - first} more`}
                </summary>
                <VisitTable lines={lines.slice(first, shown)} day={day} money={money} />
              </details>
            ) : null}
          </>
        ) : (
          <EmptyState title="No visit of a plan is at risk">
            Visits that are due without a booking, and bookings that may be missed, stand here.
          </EmptyState>
        )}
        {lines.length > shown ? (
          <p className="mt-3 text-soft">
            The first {shown} of {lines.length} visits are shown; the file has all of them.
          </p>
        ) : null}
      </Section>
    </Stack>
  );
}

type VisitTableProps = {
  lines: AheadView["lines"];
  day: (date: string) => string;
  money: (minor: number) => string;
};

function VisitTable({ lines, day, money }: VisitTableProps) {
  return (
    <Table
      caption="Visits whose fee is at risk"
      captionHidden
      columns={[
        { key: "name", label: "Patient" },
        { key: "on", label: "Booked, or due by" },
        { key: "why", label: "Why" },
        { key: "who", label: "With" },
        { key: "minor", label: "Fee", align: "end" },
      ]}
      rows={lines.map((line, index) => ({
        id: `${line.planId}${index}`,
        cells: {
          name: (
            <Anchor href={`/desk/plans/${line.planId}`} className="link">
              {line.patientName}
            </Anchor>
          ),
          on: day(line.on),
          why: riskWords[line.risk].name,
          who: line.practitioner,
          minor: money(line.minor),
        },
      }))}
    />
  );
}
