// The owner's page: one sentence, the people it is about with a way to book them, then how well care happens as planned.
import type { Metadata } from "next";
import { CallLog } from "@/components/insights/call-log";
import { FigureTile } from "@/components/insights/figure-tile";
import { FilterForm } from "@/components/insights/filter-form";
import { PhaseBars } from "@/components/insights/phase-bars";
import { ShareDots } from "@/components/insights/share-dots";
import { sayRange } from "@/components/insights/shares";
import { UnbookedList } from "@/components/insights/unbooked-list";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import type { Hue } from "@/components/ui/hue";
import { HueLetter } from "@/components/ui/hue-letter";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import type { OwnerView } from "@/lib/insights/insights-views";
import { ownerView } from "@/lib/insights/owner-view";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDate } from "@/lib/time/say";
import { logCallAction } from "./actions";
import { address, isNarrowed, narrowingOf, one, readAsk, readCompare, type OwnerAsk } from "./door";
import { unbookedLines } from "./unbooked-lines";

export const metadata: Metadata = { title: "Overview" };

export default async function OwnerPage({ searchParams }: PageProps<"/owner">) {
  const door = await staffPage("/owner", "see_adherence");
  const { ctx, clinic } = door;
  const asked = await searchParams;
  const ask = readAsk(asked, door);
  const compare = readCompare(asked, ask, door);
  // Today's page is read often, and seldom asked about templates: their names are read when they are.
  const more = one(asked, "more") === "yes" || ask.template !== undefined || ask.payer !== undefined;
  const view = await ownerView(ctx, { ...narrowingOf(ask), compare, templates: more });
  const full = { ...ask, compare };
  const lines = unbookedLines(view, clinic);
  const isToday = view.asOf === view.today;
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead over={isToday ? "Today" : `As of ${sayDate(view.asOf, clinic.locale)}`} title={view.sentence} />
        <FilterForm
          action="/owner"
          asOf={view.asOf}
          today={view.today}
          {...view.choices}
          chosen={ask}
          compare={view.compare}
          {...(more ? {} : { moreHref: address("/owner", { ...full, more: "yes" }) })}
          clearHref={isNarrowed(ask) || compare || more ? "/owner" : null}
        />
        {lines.length ? (
          <UnbookedList
            lines={lines.map((line) =>
              isToday
                ? {
                    ...line,
                    log: (
                      <CallLog
                        planId={line.planId}
                        kind="nothing_booked"
                        patientName={line.name}
                        action={logCallAction}
                      />
                    ),
                  }
                : line,
            )}
          />
        ) : (
          <EmptyState title="Nobody to call about their next visit">
            People with an active plan and no visit booked stand here, with a way to book them.
          </EmptyState>
        )}
        {view.unbookedPlans > lines.length ? (
          <p className="text-soft">
            The {lines.length} longest due of {view.unbookedPlans} plans are shown.
          </p>
        ) : null}
        {view.allVisitsHad > 0 ? (
          <p className="text-soft">
            {view.allVisitsHad === 1
              ? "One more active plan has had all its visits; a review or a discharge is due."
              : `${view.allVisitsHad} more active plans have had all their visits; a review or a discharge is due.`}{" "}
            <Anchor href="/desk/plans" className="link">
              Open the plans
            </Anchor>
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-5">
          <Anchor href="/owner/follow" className="link">
            Also to call
          </Anchor>
          <Anchor href={address("/owner/ahead", ask)} className="link">
            The weeks ahead
          </Anchor>
          <Anchor href={address("/owner/outcomes", ask)} className="link">
            What plans lead to
          </Anchor>
          <Anchor href="/account#week" className="link">
            The week by e-mail
          </Anchor>
        </p>
      </div>
      <Figures view={view} ask={ask} csvHref={address("/api/owner/figures", full)} locale={clinic.locale} />
    </Stack>
  );
}

type FiguresProps = { view: OwnerView; ask: OwnerAsk; csvHref: string; locale: string };

function Figures({ view, ask, csvHref, locale }: FiguresProps) {
  const { figures, before } = view;
  const earlier = sayShortDate(view.compare, locale);
  const now = sayShortDate(view.asOf, locale);
  const people = (figure: string, more: Record<string, string> = {}) =>
    address("/owner/patients", { figure, ...ask, ...more });
  const tile = { earlier };
  const byDiscipline = (figure: "attendance" | "interval") =>
    figures.byDiscipline.map((one) => ({
      id: one.id,
      name: <HueLetter hue={one.hue as Hue} letter={one.letter} name={one.name} />,
      hue: one.hue as Hue,
      share: one.figures[figure],
      before: one.before[figure],
      href: people(figure, { discipline: one.id }),
    }));
  const byPractitioner = (figure: "attendance" | "interval") =>
    figures.byPractitioner.map((one) => ({
      id: one.id,
      name: one.name,
      share: one.figures[figure],
      before: one.before[figure],
      href: people(figure, { practitioner: one.id }),
    }));
  const rangeOf = (rows: { share: OwnerView["before"]["attendance"] }[], what: string) =>
    sayRange(
      rows.map(({ share }) => share),
      what,
    );
  const [visitsBy, gapsBy] = [
    [byDiscipline("attendance"), byPractitioner("attendance")] as const,
    [byDiscipline("interval"), byPractitioner("interval")] as const,
  ];
  const pictures = [
    {
      id: "attendance",
      title: "Do planned visits take place?",
      hint: "Plan visits that took place, of those due by this day. Weeks on pause and visits the clinic cancelled are left out.",
      unit: "visits due",
      what: "visits due took place",
      rows: visitsBy,
    },
    {
      id: "interval",
      title: "Do visits keep their rhythm?",
      hint: "Gaps between two visits of a plan that fell inside the window planned for them. Gaps with a pause in them are left out.",
      unit: "gaps",
      what: "gaps fell inside their window",
      rows: gapsBy,
    },
  ];
  return (
    <>
      <Section
        title="How care happens as planned"
        id="figures"
        hint={`All plans up to ${now}. Each figure opens its people.`}
      >
        <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
          <FigureTile
            {...tile}
            label="Visits attended"
            unit="due"
            share={figures.all.attendance}
            before={before.attendance}
            href={people("attendance")}
          />
          <FigureTile
            {...tile}
            label="Gaps in their window"
            unit="gaps"
            share={figures.all.interval}
            before={before.interval}
            href={people("interval")}
          />
          <FigureTile
            {...tile}
            label="Came a second time"
            unit="plans"
            share={figures.all.conversion12}
            before={before.conversion12}
            href={people("second_visit")}
          />
          <FigureTile
            {...tile}
            label="Kept their booking"
            unit="bookings"
            share={figures.all.arrival}
            before={before.arrival}
            href={people("arrival")}
          />
          <FigureTile
            {...tile}
            label="Did not come"
            unit="bookings"
            share={figures.all.noShow}
            before={before.noShow}
            href={people("no_show")}
          />
          <FigureTile
            {...tile}
            label="Away too long"
            unit="active plans"
            share={figures.all.dropOut}
            before={before.dropOut}
            href={people("drop_out")}
          />
          <FigureTile
            {...tile}
            label="Left with the next one booked"
            unit="visits, plan going on"
            share={figures.all.rebooked}
            before={before.rebooked}
            href={people("rebooked")}
          />
          <FigureTile
            {...tile}
            label="Cancelled late"
            unit="bookings"
            share={figures.all.lateCancel}
            before={before.lateCancel}
            href={people("late_cancel")}
          />
          <FigureTile
            {...tile}
            label="Planned dose had"
            unit="visits of past phases"
            share={figures.all.dose}
            before={before.dose}
            href={people("dose")}
          />
          <FigureTile
            {...tile}
            label="Ended with goals met"
            unit="plans ended"
            share={figures.all.completion}
            before={before.completion}
            href={people("completion")}
          />
        </div>
        <p className="mt-4">
          <a className="link" href={csvHref} download>
            Download as CSV<span className="sr-only"> the figures, also by discipline, practitioner and phase</span>
          </a>
        </p>
      </Section>
      <Section
        title="Where in a plan is care lost?"
        id="phases"
        hint="Visits due by this day against those that took place, by phase."
      >
        <PhaseBars rows={view.phases.map((line) => ({ ...line, href: people("attendance", { phase: line.phase }) }))} />
        <p className="mt-3">
          <Anchor href={address("/owner/retention", ask)} className="link">
            After how many visits people leave
          </Anchor>
        </p>
      </Section>
      {pictures.map(({ id, title, hint, unit, what, rows: [disciplines, practitioners] }) => (
        <Section key={id} title={title} id={id} hint={hint}>
          <div className="grid gap-8">
            <ShareDots
              finding={`By discipline: ${lower(rangeOf(disciplines, what))}`}
              unit={unit}
              rows={disciplines}
              now={now}
              earlier={earlier}
            />
            <ShareDots
              finding={`By practitioner: ${lower(rangeOf(practitioners, what))}`}
              unit={unit}
              rows={practitioners}
              now={now}
              earlier={earlier}
            />
          </div>
        </Section>
      ))}
      <p className="measure text-sm text-soft">
        These are for planning care, not for judging patients or people who treat them: practitioners stand in the
        clinic’s own order. Shares of fewer than five are left out. For reference, not as a target: clinics elsewhere
        report about 10% of bookings missed.
      </p>
    </>
  );
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
