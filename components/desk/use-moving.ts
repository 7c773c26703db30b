"use client";
// A visit in motion: picked up with the pointer, a long press or the M key, carried about, and put down or left where it was.
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { samePlace, shifted, stepped, stretched, type Place, type Room } from "@/components/desk/calendar-moves";
import type { SheetVisit } from "@/components/desk/day-types";

export type Moving = { visit: SheetVisit; from: Place; place: Place; by: "keys" | "pointer" };

const longPressMs = 450;
/** A finger or a hand that trembles does not drag. */
const startsAfterPx = 5;

/** How near an edge it begins to scroll, how fast, and how wide the hours at the left are. */
const edgePx = 32;
const scrollPx = 8;
const axisPx = 56;

type Grip = {
  visit: SheetVisit;
  from: Place;
  /** Where it was carried to; what is drawn may lag behind. */
  place: Place;
  mode: "move" | "stretch";
  /** Minutes between the visit's start and where it was gripped. */
  gripMin: number;
  pointerId: number;
  x: number;
  y: number;
  touch: boolean;
  active: boolean;
  timer?: ReturnType<typeof setTimeout>;
};

type Options = {
  grid: RefObject<HTMLElement | null>;
  room: (visit: SheetVisit) => Room;
  drop: (moving: Moving) => void;
  say: (words: string) => void;
};

/** Column bodies are found by `data-column`, in the order of the columns. */
const bodiesOf = (grid: HTMLElement | null): HTMLElement[] => [
  ...(grid?.querySelectorAll<HTMLElement>("[data-column]") ?? []),
];

export function useMoving({ grid, room, drop, say }: Options) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const grip = useRef<Grip | null>(null);
  /** The click that follows a drag opens nothing. */
  const dragged = useRef(false);

  const end = (put: boolean, last: Moving | null) => {
    clearTimeout(grip.current?.timer);
    grip.current = null;
    setMoving(null);
    if (!last) return;
    if (put && !samePlace(last.from, last.place)) drop(last);
    else say("Left where it was.");
  };

  const minuteAt = (clientX: number, clientY: number, visit: SheetVisit) => {
    const bodies = bodiesOf(grid.current);
    const boxes = bodies.map((body) => body.getBoundingClientRect());
    const inside = boxes.findIndex((box) => clientX < box.right);
    const column = inside === -1 ? boxes.length - 1 : inside;
    const { fromMin, toMin } = room(visit);
    const box = boxes[column]!;
    return { column, minute: fromMin + ((clientY - box.top) / box.height) * (toMin - fromMin) };
  };

  const carry = (clientX: number, clientY: number) => {
    const held = grip.current;
    if (!held) return;
    const { column, minute } = minuteAt(clientX, clientY, held.visit);
    const place =
      held.mode === "stretch"
        ? stretched(held.from, minute - held.from.endMin, room(held.visit))
        : shifted(
            held.from,
            { columns: column - held.from.column, minutes: minute - held.gripMin - held.from.startMin },
            room(held.visit),
          );
    held.place = place;
    setMoving((before) => (before && samePlace(before.place, place) ? before : carried(held)));
  };

  const carried = ({ visit, from, place }: Grip): Moving => ({ visit, from, place, by: "pointer" });

  const lift = () => {
    const held = grip.current;
    if (!held || held.active) return;
    held.active = true;
    dragged.current = true;
    carry(held.x, held.y);
  };

  // What happens after the pointer went down happens to the window: the visit itself may be redrawn elsewhere meanwhile.
  const latest = useRef({ carry, end, carried });
  useEffect(() => {
    latest.current = { carry, end, carried };
  });
  useEffect(() => {
    const move = (event: globalThis.PointerEvent) => {
      const held = grip.current;
      if (!held || held.pointerId !== event.pointerId) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > startsAfterPx;
      if (!held.active && far) {
        // A finger that moves before the long press is over wants to scroll.
        if (held.touch) {
          clearTimeout(held.timer);
          grip.current = null;
          return;
        }
        held.active = true;
        dragged.current = true;
      }
      if (!held.active) return;
      pointer = { x: event.clientX, y: event.clientY };
      latest.current.carry(pointer.x, pointer.y);
      follow ??= requestAnimationFrame(scrollAtEdges);
    };
    // Held at an edge, the visit pulls what is beyond it into view.
    let pointer = { x: 0, y: 0 };
    let follow: number | undefined;
    const scrollAtEdges = () => {
      follow = undefined;
      const frame = grid.current;
      if (!frame || !grip.current?.active) return;
      const box = frame.getBoundingClientRect();
      const aside = pointer.x > box.right - edgePx ? 1 : pointer.x < box.left + axisPx + edgePx ? -1 : 0;
      const down = pointer.y > innerHeight - edgePx ? 1 : pointer.y < edgePx ? -1 : 0;
      const before = [frame.scrollLeft, scrollY];
      frame.scrollLeft += aside * scrollPx;
      scrollBy(0, down * scrollPx);
      if (frame.scrollLeft === before[0] && scrollY === before[1]) return;
      latest.current.carry(pointer.x, pointer.y);
      follow = requestAnimationFrame(scrollAtEdges);
    };
    const up = (event: globalThis.PointerEvent) => {
      const held = grip.current;
      if (!held || held.pointerId !== event.pointerId) return;
      if (!held.active) {
        clearTimeout(held.timer);
        grip.current = null;
        return;
      }
      latest.current.end(event.type === "pointerup", latest.current.carried(held));
      // After the click that the browser may still send.
      setTimeout(() => (dragged.current = false));
    };
    const escape = (event: globalThis.KeyboardEvent) => {
      const held = grip.current;
      if (event.key !== "Escape" || !held?.active) return;
      event.preventDefault();
      latest.current.end(false, latest.current.carried(held));
    };
    // Unless it is said no to here, the browser takes a drag that began with a long press for scrolling.
    const still = (event: Event) => {
      if (grip.current?.active) event.preventDefault();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
    addEventListener("keydown", escape);
    addEventListener("touchmove", still, { passive: false });
    addEventListener("contextmenu", still);
    return () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
      removeEventListener("keydown", escape);
      removeEventListener("touchmove", still);
      removeEventListener("contextmenu", still);
    };
  }, [grid]);

  const hold = (event: PointerEvent<HTMLElement>, visit: SheetVisit, column: number, mode: "move" | "stretch") => {
    dragged.current = false;
    if (!visit.movable || event.button !== 0 || !event.isPrimary) return;
    const from = { column, startMin: visit.startMin, endMin: visit.endMin };
    const touch = event.pointerType === "touch";
    const { minute } = minuteAt(event.clientX, event.clientY, visit);
    grip.current = {
      visit,
      from,
      place: from,
      mode,
      gripMin: minute - visit.startMin,
      pointerId: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      touch,
      active: false,
      ...(touch ? { timer: setTimeout(lift, longPressMs) } : {}),
    };
  };

  /** Picks the visit up by key. */
  const pickUp = (visit: SheetVisit, column: number) => {
    const from = { column, startMin: visit.startMin, endMin: visit.endMin };
    setMoving({ visit, from, place: from, by: "keys" });
  };

  /** Whether the key belonged to the visit that is carried by keys. */
  const carryByKey = (event: KeyboardEvent): boolean => {
    if (moving?.by !== "keys") return false;
    const next = stepped(moving.place, event.key, event.shiftKey, room(moving.visit));
    if (next) setMoving({ ...moving, place: next });
    else if (event.key === "Enter" || event.key === " ") end(true, moving);
    else if (event.key === "Escape" || event.key === "Tab") end(false, moving);
    else return false;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
    return true;
  };

  /** For the click that follows: true when it ended a drag. */
  const wasDragged = () => dragged.current;

  return { moving, hold, pickUp, carryByKey, wasDragged };
}
