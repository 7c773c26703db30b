"use client";
// How much of the course would fit, told while its form is being filled in; without scripts it stands as the page was drawn.
import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { Status } from "@/components/ui/status";
import { TaperDots } from "@/components/ui/taper-dots";
import type { CapacityLine as Line, CapacityView } from "@/lib/plans/capacity-view";

/** Long enough for a second digit, short enough to feel like an answer. */
const pauseMs = 250;

/** `first`: the answer for the form as it was drawn. */
export type CapacityProps = { address: string; first: CapacityView | null };

class Refused extends Error {
  readonly signedOut: boolean;
  constructor(message: string, signedOut: boolean) {
    super(message);
    this.signedOut = signedOut;
  }
}

/** Everything typed, as the form would send it. */
function typed(form: HTMLFormElement): string {
  const values: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !name.startsWith("$")) (values[name] ??= []).push(value);
  return JSON.stringify(values);
}

async function ask(address: string, body: string, signal: AbortSignal): Promise<CapacityView> {
  const answer = await fetch(address, {
    method: "POST",
    body,
    signal,
    headers: { "content-type": "application/json" },
  });
  if (answer.ok) return (await answer.json()) as CapacityView;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; fields?: { message: string }[] };
  throw new Refused(
    problem.fields?.map(({ message }) => message).join(" ") || (problem.detail ?? "The calendar could not be read."),
    answer.status === 401,
  );
}

export function CapacityLine(props: CapacityProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Told {...props} />
    </QueryClientProvider>
  );
}

function Told({ address, first }: CapacityProps) {
  const place = useRef<HTMLDivElement>(null);
  /** What is typed now, once it rests; null until something was changed. */
  const [values, setValues] = useState<string | null>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => setValues(typed(form)), pauseMs);
    };
    form.addEventListener("input", wait);
    return () => {
      clearTimeout(waiting);
      form.removeEventListener("input", wait);
    };
  }, []);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["capacity", address, values],
    queryFn: ({ signal }) => ask(address, values ?? "", signal),
    enabled: values !== null,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: false,
  });
  const shown = data ?? first;
  const empty = !error && !shown && !isFetching;
  return (
    <div
      ref={place}
      className={`sticky bottom-0 z-10 items-start gap-3 border-t border-line bg-paper py-3 ${empty ? "hidden" : "flex"}`}
    >
      <div role="status" aria-label="How much fits" aria-busy={isFetching} className="min-w-0 grow">
        {error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <ul
            className={`flex flex-col gap-1 transition-opacity duration-150 ${isFetching ? "opacity-75 delay-300" : ""}`}
          >
            {shown?.lines.map((line) => (
              <TrackLine key={line.name} line={line} />
            ))}
          </ul>
        )}
      </div>
      <span
        aria-hidden
        className={`no-print mt-1 w-14 shrink-0 transition-opacity duration-150 ${isFetching ? "delay-300" : "opacity-0"}`}
      >
        <TaperDots count={4} r={3} breathing />
      </span>
    </div>
  );
}

const signs = {
  all: { icon: "check", tone: "good" },
  team: { icon: "info", tone: "info" },
  some: { icon: "warning", tone: "warn" },
  none: { icon: "warning", tone: "warn" },
} as const;

function TrackLine({ line }: { line: Line }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <HueLetter hue={line.hue as Hue} letter={line.letter} name={line.name} />
      <span className="figures hidden text-sm text-soft md:inline">{line.rhythm}</span>
      <span className="figures inline-flex font-semibold">
        <Status {...signs[line.fits]}>{line.text}</Status>
      </span>
    </li>
  );
}

function Trouble({ error, again }: { error: Error; again: () => void }) {
  if (error instanceof Refused && error.signedOut)
    return (
      <p className="text-warn">
        {error.message} <a href="/sign-in">Sign in again</a>
      </p>
    );
  if (error instanceof Refused) return <p className="text-warn">{error.message}</p>;
  return (
    <p className="flex flex-wrap items-center gap-3 text-warn">
      The calendar could not be read just now.
      <Button size="small" variant="secondary" onClick={again}>
        Look again
      </Button>
    </p>
  );
}
