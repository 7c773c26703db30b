// Where a visit that is being moved stands: steps of the keyboard and the pointer, kept on the grid and inside the day. Pure.

/** A place in the calendar: which column, and minutes after local midnight, half-open. */
export type Place = { column: number; startMin: number; endMin: number };

export type Room = {
  columns: number;
  /** Minutes after local midnight that the calendar shows. */
  fromMin: number;
  toMin: number;
  /** Starts and ends lie on multiples of it. */
  stepMin: number;
};

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const snapped = (minutes: number, stepMin: number): number => Math.round(minutes / stepMin) * stepMin;

/** The place so many columns and minutes further: on the step, the length kept, and nothing beyond the edges. */
export function shifted(from: Place, by: { columns: number; minutes: number }, room: Room): Place {
  const length = from.endMin - from.startMin;
  const least = Math.ceil(room.fromMin / room.stepMin) * room.stepMin;
  const most = Math.floor((room.toMin - length) / room.stepMin) * room.stepMin;
  const startMin = clamp(snapped(from.startMin + by.minutes, room.stepMin), least, Math.max(least, most));
  const column = clamp(from.column + by.columns, 0, room.columns - 1);
  return { column, startMin, endMin: startMin + length };
}

/** The same start with another end; at least one step long. */
export function stretched(from: Place, minutes: number, room: Room): Place {
  const length = from.endMin - from.startMin + minutes;
  const most = room.toMin - from.startMin;
  const fitting = clamp(snapped(length, room.stepMin), room.stepMin, Math.max(room.stepMin, most));
  return { ...from, endMin: from.startMin + fitting };
}

/** What an arrow key makes of the place; up and down with shift change the length. Null for any other key. */
export function stepped(from: Place, key: string, shift: boolean, room: Room): Place | null {
  const vertical = key === "ArrowDown" ? room.stepMin : key === "ArrowUp" ? -room.stepMin : 0;
  if (vertical !== 0)
    return shift ? stretched(from, vertical, room) : shifted(from, { columns: 0, minutes: vertical }, room);
  if (key === "ArrowRight" || key === "ArrowLeft")
    return shifted(from, { columns: key === "ArrowRight" ? 1 : -1, minutes: 0 }, room);
  return null;
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.column === b.column && a.startMin === b.startMin && a.endMin === b.endMin;

/** "9:05 am"; a time of day without a date or a zone. */
export function sayMinuteOfDay(minute: number): string {
  const hour = Math.floor(minute / 60) % 24;
  return `${hour % 12 || 12}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
}
