// After how many visits people leave, and how that was in the plans before; below, bookings missed by how early they were made.
import type { Metadata } from "next";
import { FilterForm } from "@/components/insights/filter-form";
import { RetentionPicture } from "@/components/insights/retention-picture";
import { percentOf, sayRate } from "@/components/insights/shares";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import type { CareCurve } from "@/lib/insights/care-curve";
import type { Share } from "@/lib/insights/insights-views";
import { sayAbout } from "@/lib/insights/nothing-booked";
import { retentionView, type RetentionView } from "@/lib/insights/retention-view";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDate } from "@/lib/time/say";
import { address, isNarrowed, narrowingOf, readAsk, readFrom } from "../door";

export const metadata: Metadata = { title: "After how many visits people leave" };

const few = "Too few plans yet to say after how many visits people leave.";

/** The visit after which most are lost, as a share of those who could be. */
function sayCurve({ points }: CareCurve): string {
  const worst = points.filter(({ lost }) => lost > 0).toSorted((a, b) => b.lost / b.atRisk - a.lost / a.atRisk)[0];
  const last = points.at(-1);
  if (!last) return few;
  if (!worst) return "Nobody has been lost among the plans that can be looked at.";
  const after = worst.visits === 0 ? "before the first visit" : `after visit ${worst.visits}`;
  return `${percentOf(last.share)}% went on after ${last.visits} visits; most are lost ${after}: ${worst.lost} of ${worst.atRisk}.`;
}

export default async function RetentionPage({ searchParams }: PageProps<"/owner/retention">) {
  const asked = await searchParams;
  const door = await staffPage("/owner/retention", "see_adherence");
  const { ctx, clinic } = door;
  const ask = readAsk(asked, door);
  const from = readFrom(asked);
  const view = await retentionView(ctx, { ...narrowingOf(ask), from });
  const { curve, earlier } = view;
  const day = (date: string) => sayShortDate(date, clinic.locale);
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          back={{ href: address("/owner", ask), label: "Overview" }}
          over={`As of ${sayDate(view.asOf, clinic.locale)}`}
          title="After how many visits people leave"
          lead={`${curve.plans} ${curve.plans === 1 ? "plan" : "plans"}, of which ${curve.lost} ended early or have been without a visit too long. Goals met, an end at a reassessment and a referral are no loss; plans that go on count as far as they have come.`}
        />
        <FilterForm
          action="/owner/retention"
          asOf={view.asOf}
          today={view.today}
          {...view.choices}
          chosen={ask}
          from={view.from ?? ""}
          clearHref={isNarrowed(ask) || view.from ? "/owner/retention" : null}
        />
        {curve.points.length ? (
          <>
            <RetentionPicture
              finding={sayCurve(curve)}
              points={curve.points}
              earlier={earlier?.curve.points ?? []}
              earlierName={
                earlier?.curve.points.length ? `plans begun ${day(earlier.from)} to ${day(earlier.to)}` : null
              }
            />
            <a className="link self-start" href={address("/api/owner/retention", { ...ask, from })} download>
              Download as CSV
            </a>
          </>
        ) : (
          <EmptyState title={few}>It needs five plans at least.</EmptyState>
        )}
      </div>
      <Section
        title="Are early bookings missed more often?"
        id="lead"
        hint="Bookings missed without a word, of those kept, missed or cancelled late, by how long before they were made."
      >
        <Table
          caption="Bookings missed, by how long before they were made"
          captionHidden
          columns={[
            { key: "name", label: "Booked" },
            { key: "missed", label: "Missed", align: "end" },
            { key: "of", label: "Bookings", align: "end" },
            { key: "rate", label: "Share", align: "end" },
          ]}
          rows={view.leads.map(({ id, name, share }) => ({
            id,
            cells: { name, missed: share.rate === null ? "–" : share.n, of: share.of, rate: sayRate(share) },
          }))}
        />
      </Section>
      <Rebooked view={view} locale={clinic.locale} />
      <p className="measure text-sm text-soft">
        Practitioners are not compared here: with the few plans of one person the band is wide. Points drawn from fewer
        than five plans are left out.
      </p>
    </Stack>
  );
}

function Rebooked({ view: { rebooked, currency }, locale }: { view: RetentionView; locale: string }) {
  const { from, booked, unbooked, more } = rebooked;
  const visits = (count: number) => `${Math.round(count)} ${Math.round(count) === 1 ? "visit" : "visits"}`;
  const found =
    more === null
      ? "Too few visits of either kind to reckon with."
      : more.visits <= 0
        ? "Who left with the next visit booked came back no more often than who did not."
        : `As a reckoning: about ${visits(more.visits)} more would have been followed by another one, ${sayAbout(more.minor, currency, locale)} of fees.`;
  const line = (id: string, name: string, share: Share) => ({
    id,
    cells: { name, n: share.rate === null ? "–" : share.n, of: share.of, rate: sayRate(share) },
  });
  return (
    <Section
      title="What if everybody left with the next visit booked?"
      id="rebooked"
      hint={`A simulation from this clinic’s own visits since ${sayShortDate(from, locale)}, not a forecast: visits after which the plan went on, long enough ago to know who came back before care lapsed.`}
    >
      <p className="measure mb-3 font-semibold">{found}</p>
      <Table
        caption="Visits after which somebody came back in time"
        columns={[
          { key: "name", label: "Left" },
          { key: "n", label: "Came back", align: "end" },
          { key: "of", label: "Visits", align: "end" },
          { key: "rate", label: "Share", align: "end" },
        ]}
        rows={[line("booked", "with the next one booked", booked), line("unbooked", "with nothing booked", unbooked)]}
      />
      {more ? (
        <p className="measure mt-3 text-soft">
          It supposes that those who left with nothing booked would have come back as the others did. With 95% certainty
          the chance of the draw alone leaves {Math.round(more.lower)} to {visits(more.upper)}. Who books at once may be
          keener to come: the true number is likely lower.
        </p>
      ) : null}
    </Section>
  );
}
