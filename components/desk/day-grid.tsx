"use client";
// The day on a wide screen: a column a practitioner, time downwards, with arrow keys between the visits.
/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a frame that scrolls must be reachable by keyboard. */
import "./day-grid.css";
import { useRouter } from "next/navigation";
import { useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { lanesOf } from "@/components/desk/day-lanes";
import { isGone, visitMarks, type DaySheet, type SheetColumn, type SheetVisit } from "@/components/desk/day-types";
import { StatusWord, VisitMarks } from "@/components/desk/visit-signs";
import { Anchor } from "@/components/ui/anchor";
import { hueEdge, hueText, hueTint } from "@/components/ui/hue";

/** Data attributes that place something between two minutes of the day. */
const between = (startMin: number, endMin: number) => ({
  "data-at": "",
  "data-to": "",
  "data-h": Math.floor(startMin / 60),
  "data-m": startMin % 60,
  "data-eh": Math.floor(endMin / 60),
  "data-em": endMin % 60,
});

const at = (minute: number) => ({ "data-at": "", "data-h": Math.floor(minute / 60), "data-m": minute % 60 });

const pxPerMinute = 1.4;
const bookAt = (date: string, columnId: string, minute?: number) =>
  `/desk/book?date=${date}&practitioner=${columnId}${minute === undefined ? "" : `&at=${minute}`}`;

export function DayGrid({ sheet }: { sheet: DaySheet }) {
  const grid = useRef<HTMLDivElement>(null);
  const scale = { "data-from": sheet.fromHour, "data-until": sheet.toHour };
  return (
    <div
      ref={grid}
      role="region"
      aria-label="Day by practitioner"
      tabIndex={0}
      className="day-grid overflow-x-auto border-y border-line"
      onKeyDown={(event) => moveFocus(event, grid.current)}
      {...scale}
    >
      <div className="flex min-w-max">
        <div aria-hidden className="sticky left-0 z-20 w-14 shrink-0 border-r border-line bg-paper">
          <div className="h-14 border-b border-line" />
          <div data-scale="">
            {sheet.hours.map(({ hour, label }, index) => (
              <span
                key={hour}
                {...at(hour * 60)}
                className={`right-2 text-sm whitespace-nowrap text-soft ${index === 0 ? "" : "-translate-y-1/2"}`}
              >
                {label}
              </span>
            ))}
          </div>
        </div>
        {sheet.columns.map((column) => (
          <Column key={column.id} column={column} sheet={sheet} />
        ))}
      </div>
    </div>
  );
}

function Column({ column, sheet }: { column: SheetColumn; sheet: DaySheet }) {
  const live = column.visits.filter((visit) => !isGone(visit));
  const gone = column.visits.length - live.length;
  return (
    <section
      aria-label={`${column.name}, ${column.title}: ${live.length} ${live.length === 1 ? "visit" : "visits"}`}
      className="w-0 min-w-40 flex-1 border-r border-line last:border-r-0"
    >
      <div className="flex h-14 flex-col justify-center border-b border-line px-2 leading-tight">
        <Anchor
          href={bookAt(sheet.date, column.id)}
          className="truncate font-semibold hover:text-accent"
          title={`Book with ${column.name}`}
        >
          {column.name}
        </Anchor>
        <span className="truncate text-sm text-soft">
          {column.title}
          {gone ? <span> · {gone} cancelled</span> : null}
        </span>
      </div>
      <div data-scale="" className="bg-sunk" data-column="">
        <OpenTime column={column} sheet={sheet} />
        {column.off.map((off) => (
          <div
            key={`${off.startMin}-${off.reason}`}
            {...between(Math.max(off.startMin, sheet.fromHour * 60), Math.min(off.endMin, sheet.toHour * 60))}
            data-closed=""
            className="pointer-events-none inset-x-0 overflow-hidden bg-sunk px-2 py-1 text-sm text-soft"
          >
            <span className="rounded-[4px] bg-paper px-1">{off.reason || "Blocked"}</span>
          </div>
        ))}
        {sheet.hours.slice(1).map(({ hour }) => (
          <div
            key={hour}
            aria-hidden
            {...at(hour * 60)}
            className="pointer-events-none inset-x-0 border-t border-line"
          />
        ))}
        {sheet.nowMin !== null && sheet.nowMin >= sheet.fromHour * 60 && sheet.nowMin <= sheet.toHour * 60 ? (
          <div aria-hidden {...at(sheet.nowMin)} className="pointer-events-none inset-x-0 border-t-2 border-accent" />
        ) : null}
        {lanesOf(live).map(({ item, lane, lanes }) => (
          <VisitBlock key={item.id} visit={item} lane={lane} lanes={lanes} />
        ))}
      </div>
    </section>
  );
}

/** Open time is bright and can be pressed to book there; the pointer shows which start that would be. */
function OpenTime({ column, sheet }: { column: SheetColumn; sheet: DaySheet }) {
  const router = useRouter();
  const [ghost, setGhost] = useState<number | null>(null);
  const minuteAt = (event: MouseEvent<HTMLElement>, startMin: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return startMin + Math.floor((event.clientY - box.top) / pxPerMinute / 15) * 15;
  };
  return (
    <>
      {column.open.map((span) => (
        <a
          key={span.startMin}
          href={bookAt(sheet.date, column.id, span.startMin)}
          tabIndex={-1}
          aria-hidden
          {...between(span.startMin, span.endMin)}
          className="inset-x-0 bg-surface"
          onMouseMove={(event) => setGhost(minuteAt(event, span.startMin))}
          onMouseLeave={() => setGhost(null)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            router.push(bookAt(sheet.date, column.id, minuteAt(event, span.startMin)) as never);
          }}
        />
      ))}
      {ghost !== null ? (
        <span
          aria-hidden
          {...at(ghost)}
          className="figures pointer-events-none inset-x-1 rounded border border-dashed border-accent px-1.5 text-sm text-accent"
        >
          + {Math.floor(ghost / 60) % 12 || 12}:{String(ghost % 60).padStart(2, "0")}
        </span>
      ) : null}
    </>
  );
}

function VisitBlock({ visit, lane, lanes }: { visit: SheetVisit; lane: number; lanes: number }) {
  const length = visit.endMin - visit.startMin;
  const quiet = visit.status === "noshow" || visit.status === "fulfilled";
  // What is not drawn in the block is still said.
  const unseen = [
    `until ${visit.until}`,
    ...(length >= 60 ? [] : [visit.what]),
    ...(length >= 40 ? [] : visitMarks(visit)),
    visit.rooms,
  ].filter(Boolean);
  return (
    <Anchor
      href={visit.href}
      data-visit=""
      {...between(visit.startMin, visit.endMin)}
      data-lane={lane}
      data-lanes={lanes}
      className={`overflow-hidden rounded-[5px] border border-l-[4px] px-1.5 py-0.5 text-sm leading-[1.35] text-ink no-underline hover:z-10 hover:outline-2 hover:outline-accent focus-visible:z-10 ${hueEdge[visit.hue]} ${quiet ? "bg-paper" : hueTint[visit.hue]} ${visit.status === "held" ? "border-dashed" : ""}`}
    >
      <span className="flex items-baseline justify-between gap-1">
        <span className={`truncate font-semibold ${visit.status === "noshow" ? "line-through" : ""}`}>{visit.who}</span>
        <span aria-hidden className={`shrink-0 font-semibold ${hueText[visit.hue]}`}>
          {visit.letter}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5">
        <span className="figures whitespace-nowrap text-soft">{visit.time.replace(/\s?[ap]\.?m\.?$/, "")}</span>
        <StatusWord visit={visit} />
        {length >= 40 ? <VisitMarks visit={visit} /> : null}
      </span>
      {length < 40 && (visit.review || visit.owed) ? (
        <span aria-hidden className="absolute top-0 right-5 font-semibold text-stop">
          •
        </span>
      ) : null}
      {length >= 60 ? <span className="block truncate text-soft">{visit.what}</span> : null}
      <span className="sr-only">, {unseen.join(", ")}</span>
    </Anchor>
  );
}

/** Arrow keys walk between visits: up and down in a column, sideways to the nearest one of the next column. */
function moveFocus(event: KeyboardEvent, grid: HTMLElement | null): void {
  const here = document.activeElement;
  if (!grid || !(here instanceof HTMLElement) || here.dataset["visit"] === undefined) return;
  const columns = [...grid.querySelectorAll<HTMLElement>("[data-column]")]
    .map((column) =>
      [...column.querySelectorAll<HTMLElement>("[data-visit]")].toSorted((a, b) => a.offsetTop - b.offsetTop),
    )
    .filter((visits) => visits.length > 0);
  const index = columns.findIndex((visits) => visits.includes(here));
  const visits = columns[index] ?? [];
  const place = visits.indexOf(here);
  const nearest = (others: HTMLElement[] | undefined) =>
    others?.toSorted((a, b) => Math.abs(a.offsetTop - here.offsetTop) - Math.abs(b.offsetTop - here.offsetTop))[0];
  const steps: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => visits[place + 1],
    ArrowUp: () => visits[place - 1],
    ArrowRight: () => nearest(columns[index + 1]),
    ArrowLeft: () => nearest(columns[index - 1]),
    Home: () => visits[0],
    End: () => visits.at(-1),
  };
  const next = steps[event.key]?.();
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}
