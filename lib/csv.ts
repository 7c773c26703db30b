// The one writer of CSV: whatever people typed stays text when a spreadsheet opens it.

export type Cell = string | number | null;

/** Spreadsheets take a cell that begins so for a formula, the wide forms of Asian keyboards and spaces before it included. */
const formula = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const kept = value.replaceAll("\0", "");
  return `"${formula.test(kept) ? "'" : ""}${kept.replaceAll('"', '""')}"`;
}

export const csvType = "text/csv; charset=utf-8";

/** RFC 4180, with the mark by which spreadsheets know UTF-8. Each row has a cell for each name. */
export function csvOf(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [names, ...rows].map((row) => {
    if (row.length !== names.length) throw new Error("a row of the table has another number of cells than its head");
    return row.map(cell).join(",");
  });
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
