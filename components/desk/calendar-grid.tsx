"use client";
// The calendar on a time axis: a column a practitioner, room or day. One tab stop; arrows walk, Enter opens, M moves.
import "./calendar-grid.css";
import { useRouter } from "next/navigation";
import {
  memo,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type FocusEvent,
} from "react";
import { sayMinuteOfDay, type Place } from "@/components/desk/calendar-moves";
import { lanesOf } from "@/components/desk/day-lanes";
import {
  isGone,
  statusSign,
  visitMarks,
  type DaySheet,
  type SheetColumn,
  type SheetVisit,
} from "@/components/desk/day-types";
import { barClass } from "@/components/desk/said-bar";
import { useMoving, type Moving } from "@/components/desk/use-moving";
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
const bookAt = (href: string, minute: number) => `${href}&at=${minute}`;

type Props = {
  sheet: DaySheet;
  columns: readonly SheetColumn[];
  label: string;
  /** A visit was put down somewhere else. */
  onDrop: (visit: SheetVisit, from: SheetColumn, to: Place, by: Moving["by"]) => void;
  say: (words: string) => void;
  /** The visit that gets the focus once it is drawn; each time it is another object. */
  focusOn: FocusOn;
};

export type FocusOn = { chain: string } | null;

export function CalendarGrid({ sheet, columns, label, onDrop, say, focusOn }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const scale = { "data-from": sheet.fromHour, "data-until": sheet.toHour };
  const { moving, hold, pickUp, carryByKey, wasDragged } = useMoving({
    grid,
    room: (visit) => ({
      columns: columns.length,
      fromMin: sheet.fromHour * 60,
      toMin: sheet.toHour * 60,
      stepMin: Math.min(visit.stepMin, 30),
    }),
    drop: ({ visit, from, place, by }) => {
      const column = columns[from.column];
      if (column) onDrop(visit, column, place, by);
    },
    say,
  });
  useOneTabStop(grid);
  useEffect(() => {
    if (focusOn) grid.current?.querySelector<HTMLElement>(`[data-visit="${focusOn.chain}"]`)?.focus();
  }, [focusOn]);
  const place = moving?.place;
  const where = moving && place ? placeWords(moving, columns) : "";

  const keyDown = (event: KeyboardEvent) => {
    if (carryByKey(event)) return;
    const here = document.activeElement;
    if (event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const chain = here instanceof HTMLElement ? here.dataset["visit"] : undefined;
      const index = columns.findIndex((one) => one.visits.some((visit) => visit.chain === chain && !isGone(visit)));
      const visit = columns[index]?.visits.find((one) => one.chain === chain && !isGone(one));
      if (!visit) return;
      event.preventDefault();
      event.stopPropagation();
      if (visit.movable) pickUp(visit, index);
      else say(`${visit.who} cannot be moved: ${statusSign[visit.status].word}.`);
      return;
    }
    moveFocus(event, grid.current);
  };

  return (
    <div className="flex flex-col gap-2">
      <p role="status" data-moving-words="" className={moving ? barClass : "sr-only"}>
        {moving
          ? `${moving.visit.who}: ${where}.${moving.by === "keys" ? " Arrows move it, with Shift they change its length; Enter puts it there, Escape leaves it." : ""}`
          : ""}
      </p>
      <div
        ref={grid}
        role="group"
        aria-label={label}
        data-moving={moving ? "" : undefined}
        className="calendar-grid overflow-x-auto border-y border-line"
        onKeyDown={keyDown}
        onFocus={(event) => keepTabStop(event, grid.current)}
        onClickCapture={(event) => {
          if (!wasDragged()) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        {...scale}
      >
        <div className="flex min-w-max">
          <div aria-hidden className="sticky inset-s-0 z-20 w-14 shrink-0 border-e border-line bg-paper">
            <div className="h-14 border-b border-line" />
            <div data-scale="">
              {sheet.hours.map(({ hour, label: words }, index) => (
                <span
                  key={hour}
                  {...at(hour * 60)}
                  className={`inset-e-2 text-sm whitespace-nowrap text-soft ${index === 0 ? "" : "-translate-y-1/2"}`}
                >
                  {words}
                </span>
              ))}
            </div>
          </div>
          {columns.map((column, index) => (
            <Column
              key={column.id}
              column={column}
              index={index}
              sheet={sheet}
              hold={hold}
              carried={moving && columns[moving.from.column] === column ? moving.visit.chain : null}
              ghostStart={place?.column === index ? place.startMin : null}
              ghostEnd={place?.column === index ? place.endMin : null}
              ghostWho={place?.column === index ? (moving?.visit.who ?? "") : ""}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function placeWords({ place }: Moving, columns: readonly SheetColumn[]): string {
  const column = columns[place.column];
  const with_ = column ? (column.id === column.date ? `on ${column.name}` : `with ${column.name}`) : "";
  return `${sayMinuteOfDay(place.startMin)} to ${sayMinuteOfDay(place.endMin)} ${with_}`;
}

type Hold = (event: PointerEvent<HTMLElement>, visit: SheetVisit, column: number, mode: "move" | "stretch") => void;

type ColumnProps = {
  column: SheetColumn;
  index: number;
  sheet: DaySheet;
  hold: Hold;
  /** Chain of the visit that is being carried away from here. */
  carried: string | null;
  ghostStart: number | null;
  ghostEnd: number | null;
  ghostWho: string;
};

// Drawn again only when something in it changes: `hold` reads what is current by itself.
const Column = memo(DrawnColumn, (before, after) => {
  const { hold: _before, sheet: sheetBefore, ...one } = before;
  const { hold: _after, sheet: sheetAfter, ...other } = after;
  const same = (Object.keys(one) as (keyof typeof one)[]).every((key) => one[key] === other[key]);
  return same && sheetBefore.fromHour === sheetAfter.fromHour && sheetBefore.toHour === sheetAfter.toHour;
});

function DrawnColumn({ column, index, sheet, hold, carried, ghostStart, ghostEnd, ghostWho }: ColumnProps) {
  const live = column.visits.filter((visit) => !isGone(visit));
  const gone = column.visits.length - live.length;
  const { nowMin, bookHref } = column;
  return (
    <section
      aria-label={`${column.name}${column.title ? `, ${column.title}` : ""}: ${live.length} ${live.length === 1 ? "visit" : "visits"}`}
      className="w-0 min-w-40 flex-1 border-e border-line last:border-e-0"
    >
      <div className="flex h-14 flex-col justify-center border-b border-line px-2 leading-tight">
        {bookHref ? (
          <Anchor
            href={bookHref}
            data-stop=""
            tabIndex={-1}
            className="truncate font-semibold hover:text-accent"
            title={`Book with ${column.name}`}
          >
            {column.name}
          </Anchor>
        ) : (
          <span className="truncate font-semibold">{column.name}</span>
        )}
        <span className="truncate text-sm text-soft">
          {column.title}
          {gone ? <span>{`${column.title ? " · " : ""}${gone} cancelled`}</span> : null}
        </span>
      </div>
      <div data-scale="" className="bg-sunk" data-column="">
        <OpenTime column={column} />
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
        {nowMin !== null && nowMin >= sheet.fromHour * 60 && nowMin <= sheet.toHour * 60 ? (
          <div aria-hidden {...at(nowMin)} className="pointer-events-none inset-x-0 border-t-2 border-accent" />
        ) : null}
        {lanesOf(live).map(({ item, lane, lanes }) => (
          <VisitBlock
            key={item.chain}
            visit={item}
            column={index}
            lane={lane}
            lanes={lanes}
            hold={hold}
            carried={item.chain === carried}
          />
        ))}
        {ghostStart !== null && ghostEnd !== null ? (
          <div
            aria-hidden
            {...between(ghostStart, ghostEnd)}
            data-ghost=""
            className="pointer-events-none inset-x-1 z-10 overflow-hidden rounded-[5px] border-2 border-dashed border-accent bg-accent-tint px-1.5 py-0.5 text-sm leading-[1.35] text-accent-strong"
          >
            <span className="block truncate font-semibold">{ghostWho}</span>
            <span className="figures">{sayMinuteOfDay(ghostStart)}</span>
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Open time is bright and can be pressed to book there; the pointer shows which start that would be. */
function OpenTime({ column: { open, bookHref } }: { column: SheetColumn }) {
  const router = useRouter();
  const [ghost, setGhost] = useState<number | null>(null);
  const minuteAt = (event: MouseEvent<HTMLElement>, startMin: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return startMin + Math.floor((event.clientY - box.top) / pxPerMinute / 15) * 15;
  };
  if (bookHref === null)
    return open.map((span) => (
      <div key={span.startMin} aria-hidden {...between(span.startMin, span.endMin)} className="inset-x-0 bg-surface" />
    ));
  return (
    <>
      {open.map((span) => (
        <a
          key={span.startMin}
          href={bookAt(bookHref, span.startMin)}
          tabIndex={-1}
          aria-hidden
          {...between(span.startMin, span.endMin)}
          className="inset-x-0 bg-surface"
          onMouseMove={(event) => setGhost(minuteAt(event, span.startMin))}
          onMouseLeave={() => setGhost(null)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            router.push(bookAt(bookHref, minuteAt(event, span.startMin)) as never);
          }}
        />
      ))}
      {ghost !== null ? (
        <span
          aria-hidden
          {...at(ghost)}
          data-open-ghost=""
          className="figures pointer-events-none inset-x-1 rounded border border-dashed border-accent px-1.5 text-sm text-accent"
        >
          + {sayMinuteOfDay(ghost).replace(/ [ap]m$/, "")}
        </span>
      ) : null}
    </>
  );
}

type BlockProps = {
  visit: SheetVisit;
  column: number;
  lane: number;
  lanes: number;
  hold: Hold;
  carried: boolean;
};

function VisitBlock({ visit, column, lane, lanes, hold, carried }: BlockProps) {
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
      data-visit={visit.chain}
      data-stop=""
      data-carried={carried ? "" : undefined}
      tabIndex={-1}
      draggable={false}
      aria-keyshortcuts={visit.movable ? "M" : undefined}
      onPointerDown={(event) => hold(event, visit, column, "move")}
      {...between(visit.startMin, visit.endMin)}
      data-lane={lane}
      data-lanes={lanes}
      className={`overflow-hidden rounded-[5px] border border-s-[4px] px-1.5 py-0.5 text-sm leading-[1.35] text-ink no-underline select-none hover:z-10 hover:outline-2 hover:outline-accent focus-visible:z-10 ${hueEdge[visit.hue]} ${quiet || carried ? "bg-paper" : hueTint[visit.hue]} ${visit.status === "held" || carried ? "border-dashed" : ""}`}
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
        <span aria-hidden className="absolute top-0 inset-e-5 font-semibold text-stop">
          •
        </span>
      ) : null}
      {length >= 60 ? <span className="block truncate text-soft">{visit.what}</span> : null}
      <span className="sr-only">, {unseen.join(", ")}</span>
      {visit.movable ? (
        <span
          aria-hidden
          data-stretch=""
          className="absolute inset-x-0 bottom-0 h-1.5 cursor-ns-resize"
          onPointerDown={(event) => {
            event.stopPropagation();
            hold(event, visit, column, "stretch");
          }}
        />
      ) : null}
    </Anchor>
  );
}

const stopsOf = (grid: HTMLElement | null): HTMLElement[] => [
  ...(grid?.querySelectorAll<HTMLElement>("[data-stop]") ?? []),
];

/** Of everything the arrows reach, exactly one is reached by Tab: where the focus was last. */
function useOneTabStop(grid: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const stops = stopsOf(grid.current);
    if (stops.some((stop) => stop.tabIndex === 0)) return;
    const first = stops.find((stop) => stop.dataset["visit"] !== undefined) ?? stops[0];
    if (first) first.tabIndex = 0;
  });
}

function keepTabStop({ target }: FocusEvent, grid: HTMLElement | null): void {
  if (!(target instanceof HTMLElement) || target.dataset["stop"] === undefined) return;
  for (const stop of stopsOf(grid)) stop.tabIndex = stop === target ? 0 : -1;
}

/** Arrow keys walk: up and down in a column with its head on top, sideways to the nearest of the next column. */
function moveFocus(event: KeyboardEvent, grid: HTMLElement | null): void {
  const here = document.activeElement;
  if (!grid || !(here instanceof HTMLElement) || here.dataset["stop"] === undefined) return;
  const topOf = (element: HTMLElement) => (element.dataset["visit"] === undefined ? -1 : element.offsetTop);
  const columns = [...grid.querySelectorAll<HTMLElement>("section")]
    .map((column) => stopsOf(column).toSorted((a, b) => topOf(a) - topOf(b)))
    .filter((stops) => stops.length > 0);
  const index = columns.findIndex((stops) => stops.includes(here));
  const stops = columns[index] ?? [];
  const place = stops.indexOf(here);
  const nearest = (others: HTMLElement[] | undefined) =>
    others?.toSorted((a, b) => Math.abs(topOf(a) - topOf(here)) - Math.abs(topOf(b) - topOf(here)))[0];
  const steps: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => stops[place + 1],
    ArrowUp: () => stops[place - 1],
    ArrowRight: () => nearest(columns[index + 1]),
    ArrowLeft: () => nearest(columns[index - 1]),
    Home: () => stops[0],
    End: () => stops.at(-1),
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const next = step();
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
