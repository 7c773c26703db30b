"use client";
// The living calendar: drawn by the server first, looked at again when something has changed, and changed by hand.
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Act, ActState } from "@/components/desk/act-form";
import { CalendarGrid, type FocusOn } from "@/components/desk/calendar-grid";
import { sayMinuteOfDay, type Place } from "@/components/desk/calendar-moves";
import { DayList } from "@/components/desk/day-list";
import { initialsOf, isGone, type DaySheet, type SheetColumn, type SheetVisit } from "@/components/desk/day-types";
import { RefusedMove, type Refused } from "@/components/desk/refused-move";
import { SaidBar, type Said } from "@/components/desk/said-bar";
import { useChanges } from "@/components/desk/use-changes";
import { useRemembered } from "@/components/desk/use-remembered";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const lookAgainMs = { alone: 15_000, told: 60_000 };

class SignedOut extends Error {}

async function readDay(address: string, signal: AbortSignal): Promise<DaySheet> {
  const answer = await fetch(address, { signal, cache: "no-store" });
  if (answer.status === 401) throw new SignedOut("signed out");
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return answer.json() as Promise<DaySheet>;
}

export type CalendarDeeds = {
  /** Moves a visit; the form names date, minute, practitioner, length and, over what is there, the reason. */
  move: (appointmentId: string, ...rest: Parameters<Act>) => Promise<ActState>;
  swap: (appointmentId: string, otherId: string, ...rest: Parameters<Act>) => Promise<ActState>;
  undo: Act;
};

type Props = {
  first: DaySheet;
  /** Only this one's column of a day. */
  practitionerId: string | null;
  mayOverbook: boolean;
  deeds: CalendarDeeds;
};

export function CalendarBoard(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <LiveCalendar {...props} />
    </QueryClientProvider>
  );
}

/** A visit that was put down and is being saved: where it is drawn until the answer comes. */
type Pending = { chain: string; to: Place };

const formOf = (fields: Record<string, string | number>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
};

const untold: ActState = { ok: false };
const broken = "The change could not be sent. Look whether you are connected, and try again.";

function LiveCalendar({ first, practitionerId, mayOverbook, deeds }: Props) {
  const queries = useQueryClient();
  const [showGone, setShowGone] = useState(false);
  const [privately, setPrivately] = useRemembered("taper-initials-only", false);
  const [asGrid, setAsGrid] = useRemembered("taper-calendar-on-phone", false);
  const [pending, setPending] = useState<Pending | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [focusOn, setFocusOn] = useState<FocusOn>(null);
  const key = useMemo(
    () => ["calendar", first.view, first.date, practitionerId] as const,
    [first.view, first.date, practitionerId],
  );
  const address = `/api/desk/day?${new URLSearchParams({
    view: first.view,
    date: first.date,
    ...(first.view === "week" && practitionerId ? { practitioner: practitionerId } : {}),
  }).toString()}`;
  const look = useCallback(() => void queries.invalidateQueries({ queryKey: key }), [queries, key]);
  const told = useChanges("/api/desk/changes", look);
  const every = told ? lookAgainMs.told : lookAgainMs.alone;
  const {
    data: sheet,
    error,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readDay(address, signal),
    initialData: first,
    staleTime: 1_000,
    refetchInterval: every,
    refetchOnWindowFocus: true,
    retry: 1,
  });
  const columns = useMemo(
    () => shownColumns(sheet, practitionerId, privately, pending),
    [sheet, practitionerId, privately, pending],
  );
  const gone = columns.flatMap((column) => column.visits).filter(isGone).length;
  const grid = columns.length > 0;

  /** Sends the move; what it is refused for is asked about in place. */
  const send = async (visit: SheetVisit, to: Place, byKeys: boolean, more: Record<string, string> = {}) => {
    const column = columns[to.column];
    if (!column?.practitionerId) return;
    setSaid(null);
    setPending({ chain: visit.chain, to });
    if (byKeys) setFocusOn({ chain: visit.chain });
    const fields = {
      date: column.date,
      minute: to.startMin,
      practitioner: column.practitionerId,
      length: to.endMin - to.startMin,
      ...more,
    };
    const answer = await deeds.move(visit.id, untold, formOf(fields)).catch(() => ({ ...untold, message: broken }));
    await refetch();
    setPending(null);
    if (byKeys) setFocusOn({ chain: visit.chain });
    if (answer.ok) return offerUndo(answer, `${visit.who}: `);
    const there = column.visits.filter(
      (one) => one.chain !== visit.chain && !isGone(one) && one.startMin < to.endMin && to.startMin < one.endMin,
    );
    const [other] = there;
    setRefused({
      visit,
      to,
      where: `${sayMinuteOfDay(to.startMin)}, ${column.name}`,
      message: answer.message ?? broken,
      taken: (answer as { code?: string }).code === "slot_taken",
      swapWith: there.length === 1 && other?.movable ? other : null,
      byKeys,
    });
  };

  const say = (words: string) => setSaid({ words, appointmentIds: [] });
  const offerUndo = (answer: ActState, whose = "") => {
    const ids = answer.facts?.["appointmentIds"];
    setSaid({
      words: `${whose}${answer.message ?? "moved."}`,
      appointmentIds: Array.isArray(ids) ? ids.map(String) : [],
    });
  };

  const swap = async ({ visit, swapWith, byKeys }: Refused) => {
    if (!swapWith) return;
    setRefused(null);
    const answer = await deeds
      .swap(visit.id, swapWith.id, untold, new FormData())
      .catch(() => ({ ...untold, message: broken }));
    await refetch();
    if (byKeys) setFocusOn({ chain: visit.chain });
    if (answer.ok) offerUndo(answer);
    else say(answer.message ?? broken);
  };

  const undo = async ({ appointmentIds }: Said) => {
    setSaid(null);
    const form = new FormData();
    for (const id of appointmentIds) form.append("appointment", id);
    const answer = await deeds.undo(untold, form).catch(() => ({ ...untold, message: broken }));
    await refetch();
    say(answer.ok ? "Taken back: the visit has its old time, and nobody was told." : (answer.message ?? broken));
  };

  return (
    <div className="flex flex-col gap-4">
      {error ? (
        <Notice
          tone="warning"
          live
          title={error instanceof SignedOut ? "You have been signed out" : `As of ${sheet.asOf}`}
          action={
            error instanceof SignedOut ? (
              <a href={`/sign-in?next=/desk?date=${sheet.date}`}>Sign in again</a>
            ) : (
              <Button size="small" variant="secondary" onClick={() => void refetch()}>
                Look again
              </Button>
            )
          }
        >
          The calendar could not be read again just now; what you see may have changed.
        </Notice>
      ) : null}
      {grid ? (
        <div className="flex gap-2 min-[900px]:hidden print:hidden">
          {[false, true].map((choice) => (
            <Button
              key={String(choice)}
              size="small"
              variant={asGrid === choice ? "primary" : "secondary"}
              aria-pressed={asGrid === choice}
              onClick={() => setAsGrid(choice)}
            >
              {choice ? "Calendar" : "List"}
            </Button>
          ))}
        </div>
      ) : null}
      {grid ? (
        <div className={`${asGrid ? "" : "hidden"} min-[900px]:block print:hidden`}>
          <CalendarGrid
            sheet={sheet}
            columns={columns}
            label={gridLabel[sheet.view]}
            onDrop={(visit, _from, to, by) => void send(visit, to, by === "keys")}
            say={say}
            focusOn={focusOn}
          />
        </div>
      ) : null}
      <div className={grid ? `${asGrid ? "hidden" : ""} min-[900px]:hidden print:block` : ""}>
        <DayList columns={columns} showGone={showGone} byDay={sheet.view === "week"} />
      </div>
      {grid ? (
        <details className="hidden min-[900px]:block print:hidden">
          <summary className="inline-flex min-h-control items-center text-accent">As a list</summary>
          <DayList columns={columns} showGone={showGone} byDay={sheet.view === "week"} />
        </details>
      ) : null}
      <p className="no-print flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-sm text-soft">
        <span>
          Read at {sheet.asOf}; {told ? "changes come by themselves." : "it looks again by itself."}
        </span>
        <span className="flex flex-wrap gap-x-6">
          <label className="inline-flex min-h-control items-center gap-2">
            <input type="checkbox" checked={privately} onChange={(event) => setPrivately(event.target.checked)} />
            Initials only
          </label>
          {gone > 0 ? (
            <label className="inline-flex min-h-control items-center gap-2">
              <input type="checkbox" checked={showGone} onChange={(event) => setShowGone(event.target.checked)} />
              Show {gone} cancelled in the list
            </label>
          ) : null}
        </span>
      </p>
      {refused ? (
        <RefusedMove
          refused={refused}
          mayOverbook={mayOverbook}
          leave={() => {
            if (refused.byKeys) setFocusOn({ chain: refused.visit.chain });
            setRefused(null);
          }}
          swap={() => void swap(refused)}
          overbook={(reason) => {
            setRefused(null);
            void send(refused.visit, refused.to, refused.byKeys, { overbookReason: reason });
          }}
        />
      ) : null}
      <SaidBar said={said} undo={() => said && void undo(said)} over={() => setSaid(null)} />
    </div>
  );
}

const gridLabel = { day: "Day by practitioner", rooms: "Day by room", week: "Week of one practitioner" } as const;

/** The columns asked for, with what is being moved drawn where it was put, and names shortened where others look on. */
function shownColumns(
  sheet: DaySheet,
  practitionerId: string | null,
  privately: boolean,
  pending: Pending | null,
): SheetColumn[] {
  const asked = sheet.view === "day" && practitionerId !== null;
  let columns = asked ? sheet.columns.filter((column) => column.practitionerId === practitionerId) : sheet.columns;
  const carried = pending
    ? columns.flatMap((column) => column.visits).find((visit) => visit.chain === pending.chain && !isGone(visit))
    : undefined;
  if (pending && carried) {
    const { startMin, endMin, column: target } = pending.to;
    const there = { ...carried, startMin, endMin, time: sayMinuteOfDay(startMin), movable: false };
    columns = columns.map((column, index) => {
      const rest = column.visits.filter((visit) => visit !== carried);
      if (index === target) return { ...column, visits: [...rest, there] };
      return rest.length === column.visits.length ? column : { ...column, visits: rest };
    });
  }
  if (!privately) return columns;
  return columns.map((column) => ({
    ...column,
    visits: column.visits.map((visit) => ({ ...visit, who: initialsOf(visit.who) })),
  }));
}
