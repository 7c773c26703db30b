// How the addresses of the money reports say their day or period.
import type { StaffDoor } from "@/lib/server/contexts";
import { isId } from "@/lib/ids";
import { mostDays, type Period } from "@/lib/payments/report-input";
import { addDays, daysBetween, isDate, type LocalDate } from "@/lib/time/dates";
import { dateIn } from "@/lib/time/zone";
import { one } from "../door";

type Asked = Record<string, string | string[] | undefined>;
type Door = Pick<StaffDoor, "ctx" | "clinic">;

const todayAt = ({ ctx, clinic }: Door) => dateIn(ctx.now, clinic.timeZone);

/** A day that exists and is not to come; what makes no sense is left out. */
export function dayOf(asked: Asked, name: string, door: Door): LocalDate | undefined {
  const day = one(asked, name);
  return day !== undefined && isDate(day) && day <= todayAt(door) ? day : undefined;
}

export function placeOf(asked: Asked): string | undefined {
  const place = one(asked, "place");
  return place === "none" || (place !== undefined && isId(place)) ? place : undefined;
}

const firstOf = (day: LocalDate): LocalDate => `${day.slice(0, 8)}01`;

/** This month so far without one, or with one that makes no sense. */
export function periodOf(asked: Asked, door: Door): Period {
  const [from, to] = [dayOf(asked, "from", door), dayOf(asked, "to", door)];
  if (from && to && from <= to && daysBetween(from, to) < mostDays) return { from, to };
  const today = todayAt(door);
  return { from: firstOf(today), to: today };
}

/** The months to go to at once. */
export function monthsAt(path: string, today: LocalDate): { href: string; label: string }[] {
  const lastDay = addDays(firstOf(today), -1);
  const href = (from: LocalDate, to: LocalDate) => `${path}?from=${from}&to=${to}`;
  return [
    { href: href(firstOf(today), today), label: "This month" },
    { href: href(firstOf(lastDay), lastDay), label: "Last month" },
  ];
}
