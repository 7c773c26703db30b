"use client";
// The living day sheet: drawn by the server first, then looked at again every fifteen seconds.
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DayGrid } from "@/components/desk/day-grid";
import { DayList } from "@/components/desk/day-list";
import { isGone, type DaySheet } from "@/components/desk/day-types";
import { Notice } from "@/components/ui/notice";
import { Button } from "@/components/ui/button";

const lookAgainMs = 15_000;

class SignedOut extends Error {}

async function readDay(date: string, signal: AbortSignal): Promise<DaySheet> {
  const answer = await fetch(`/api/desk/day?date=${date}`, { signal, cache: "no-store" });
  if (answer.status === 401) throw new SignedOut("signed out");
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return answer.json() as Promise<DaySheet>;
}

type Props = { first: DaySheet; practitionerId: string | null };

export function DayBoard(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <LiveDay {...props} />
    </QueryClientProvider>
  );
}

function LiveDay({ first, practitionerId }: Props) {
  const [showGone, setShowGone] = useState(false);
  const {
    data: sheet,
    error,
    refetch,
  } = useQuery({
    queryKey: ["day", first.date],
    queryFn: ({ signal }) => readDay(first.date, signal),
    initialData: first,
    staleTime: lookAgainMs,
    refetchInterval: lookAgainMs,
    refetchOnWindowFocus: true,
    retry: 1,
  });
  const gone = sheet.columns.flatMap((column) => column.visits).filter(isGone).length;
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
          The day could not be read again just now; what you see may have changed.
        </Notice>
      ) : null}
      {sheet.columns.length > 0 && practitionerId === null ? (
        <div className="hidden min-[900px]:block print:hidden">
          <DayGrid sheet={sheet} />
        </div>
      ) : null}
      <div className={practitionerId === null && sheet.columns.length > 0 ? "min-[900px]:hidden print:block" : ""}>
        <DayList sheet={sheet} practitionerId={practitionerId} showGone={showGone} />
      </div>
      {practitionerId === null ? (
        <details className="hidden min-[900px]:block print:hidden">
          <summary className="inline-flex min-h-control items-center text-accent">As a list</summary>
          <DayList sheet={sheet} practitionerId={null} showGone={showGone} />
        </details>
      ) : null}
      <p className="no-print flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-sm text-soft">
        <span>Read at {sheet.asOf}; it looks again by itself.</span>
        {gone > 0 ? (
          <label className="inline-flex min-h-control items-center gap-2">
            <input type="checkbox" checked={showGone} onChange={(event) => setShowGone(event.target.checked)} />
            Show {gone} cancelled in the list
          </label>
        ) : null}
      </p>
    </div>
  );
}
