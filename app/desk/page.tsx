// The calendar: who comes, to whom, when, and what each visit still needs; by day, by room, a week or a month.
import type { Metadata } from "next";
import { CalendarBoard } from "@/components/desk/calendar-board";
import { DeskKeys } from "@/components/desk/desk-keys";
import { Fold } from "@/components/desk/fold";
import { LateForm } from "@/components/desk/late-form";
import { MonthTable } from "@/components/desk/month-table";
import { SendingDate, SendingSelect } from "@/components/desk/sending-select";
import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Stack } from "@/components/ui/section";
import { TabsNav } from "@/components/ui/tabs-nav";
import { Toolbar } from "@/components/ui/toolbar";
import { loadMonth, monthBefore, nextMonth } from "@/lib/booking/load-month";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayDate, sayMonth, sayShortDate, sayWeekday, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { putAction, runLateAction, swapAction, undoMoveAction } from "./calendar-actions";
import { daySheet, viewOf } from "./day-data";
import { address, askedFor, dateAsked, seen } from "./door";

export const metadata: Metadata = { title: "Calendar" };

export default async function CalendarPage({ searchParams }: PageProps<"/desk">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage(address("/desk", { date: askedFor(asked, "date") }), "see_day");
  const today = dateIn(ctx.now, clinic.timeZone);
  const date = dateAsked(asked, "date", today);
  const wanted = askedFor(asked, "practitioner") ?? null;
  const month = askedFor(asked, "view") === "month";
  const shown = month
    ? await seen(() => loadMonth(ctx, { date, practitionerId: wanted ?? undefined }))
    : await seen(() => daySheet(ctx, clinic, { view: viewOf(askedFor(asked, "view")), date, practitionerId: wanted }));
  const { people } = shown;
  const sheet = "columns" in shown ? shown : null;
  const view = sheet?.view ?? "month";
  const practitionerId = people.some(({ id }) => id === wanted) ? wanted : null;
  const somebody = practitionerId ?? people.find(({ id }) => id === actor.practitionerId)?.id ?? people[0]?.id;
  const to = (what: { view?: string; date?: string; practitioner?: string | null }) => {
    const next = { view, date, practitioner: practitionerId, ...what };
    return address("/desk", {
      view: next.view === "day" ? undefined : next.view,
      date: next.date,
      practitioner: next.practitioner ?? undefined,
    });
  };
  const [before, after] =
    view === "month"
      ? [monthBefore(date), nextMonth(date)]
      : view === "week"
        ? [addDays(date, -7), addDays(date, 7)]
        : [addDays(date, -1), addDays(date, 1)];
  const unit = view === "month" ? "month" : view === "week" ? "week" : "day";
  const book = address("/desk/book", { date, practitioner: practitionerId ?? undefined });
  const visits = sheet?.columns.flatMap((column) => column.visits) ?? [];
  const toReview = visits.filter((visit) => (visit.review || visit.changed) && visit.status !== "cancelled").length;
  const stepWord = (day: string) =>
    unit === "month"
      ? sayMonth(day, clinic.locale)
      : sayShortDate(day, clinic.locale).split(", ")[unit === "week" ? 1 : 0];
  return (
    <Stack gap="tight">
      <PageHead
        over={`${sheet?.isToday ? (view === "week" ? "This week. " : "Today. ") : ""}${sayZone(clinic.timeZone)}`}
        title={sheet?.title ?? sayMonth(date, clinic.locale)}
        actions={
          <>
            <PrintButton size="small" />
            <LinkButton href={book} size="small" icon="plus">
              New visit
            </LinkButton>
          </>
        }
      />
      <TabsNav
        label="Calendar by"
        links={[
          { href: to({ view: "day" }), label: "Day", current: view === "day" },
          { href: to({ view: "rooms", practitioner: null }), label: "Rooms", current: view === "rooms" },
          ...(somebody
            ? [{ href: to({ view: "week", practitioner: somebody }), label: "Week", current: view === "week" }]
            : []),
          { href: to({ view: "month" }), label: "Month", current: view === "month" },
        ]}
      />
      <Toolbar
        label={`Which ${unit}`}
        end={
          <DeskKeys
            keys={[
              { key: "ArrowLeft", label: `The ${unit} before`, href: to({ date: before }) },
              { key: "ArrowRight", label: `The ${unit} after`, href: to({ date: after }) },
              { key: "t", label: "Today", href: to({ date: today }) },
              { key: "d", label: "Day", href: to({ view: "day" }) },
              ...(somebody ? [{ key: "w", label: "Week", href: to({ view: "week", practitioner: somebody }) }] : []),
              { key: "n", label: "New visit", href: book },
              { key: "/", label: "Find a patient", href: "/desk/patients" },
            ]}
            more={
              sheet && view !== "rooms"
                ? [
                    { key: "↑ ↓ ← →", label: "From visit to visit" },
                    { key: "Enter", label: "Open the visit" },
                    { key: "M", label: "Move it: arrows, then Enter" },
                    { key: "U", label: "Take the move back" },
                  ]
                : []
            }
          />
        }
      >
        <LinkButton href={to({ date: before })} variant="secondary" size="small" icon="chevron-left">
          {stepWord(before)}
        </LinkButton>
        <LinkButton
          href={to({ date: today })}
          variant="secondary"
          size="small"
          aria-current={sheet?.isToday ? "date" : undefined}
        >
          Today
        </LinkButton>
        <LinkButton href={to({ date: after })} variant="secondary" size="small" iconAfter="chevron-right">
          {stepWord(after)}
        </LinkButton>
        <form className="flex flex-wrap gap-2" key={`${view}${date}${practitionerId}`}>
          {view === "day" ? null : <input type="hidden" name="view" value={view} />}
          <SendingDate label="Day" name="date" defaultValue={date} />
          {view === "rooms" ? null : (
            <SendingSelect
              label="Practitioner"
              name="practitioner"
              defaultValue={practitionerId ?? ""}
              options={[
                ...(view === "week" ? [] : [{ value: "", label: "Everybody" }]),
                ...people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <noscript>
            <Button type="submit" size="small" variant="secondary">
              Show
            </Button>
          </noscript>
        </form>
      </Toolbar>
      {toReview > 0 ? (
        <Notice tone="warning">
          {toReview === 1 ? "One visit needs" : `${toReview} visits need`} a clinician’s look at the health answers
          before treatment.
        </Notice>
      ) : null}
      {sheet ? (
        <CalendarBoard
          key={`${view}${date}${practitionerId}`}
          first={sheet}
          practitionerId={practitionerId}
          mayOverbook={mayDo(actor, "overbook")}
          deeds={{ move: putAction, swap: swapAction, undo: undoMoveAction }}
        />
      ) : null}
      {"weeks" in shown ? (
        <MonthTable
          caption={`Visits of ${sayMonth(date, clinic.locale)}`}
          heads={(shown.weeks[0] ?? []).map((day) => sayWeekday(day.date, clinic.locale))}
          weeks={shown.weeks.map((week) =>
            week.map((day) => ({
              ...day,
              number: String(Number(day.date.slice(8))),
              title: sayDate(day.date, clinic.locale),
              href: to({ view: "day", date: day.date }),
              today: day.date === today,
            })),
          )}
        />
      ) : null}
      {view === "day" && sheet?.isToday && mayDo(actor, "change_booking") ? (
        <div className="no-print flex flex-wrap gap-2">
          <LinkButton
            href={address("/desk/away", { practitioner: practitionerId ?? undefined, from: date })}
            variant="quiet"
            size="small"
          >
            Somebody is away
          </LinkButton>
          <Fold label="Somebody runs late" variant="quiet">
            <LateForm people={people} practitionerId={practitionerId ?? actor.practitionerId} action={runLateAction} />
          </Fold>
        </div>
      ) : null}
    </Stack>
  );
}
