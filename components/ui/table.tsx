// A table that stays a table for screen readers, and on a phone either stacks its rows or scrolls.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-noninteractive-tabindex,
   jsx-a11y/no-interactive-element-to-noninteractive-role -- a row laid out as a block stops
   being a row for some screen readers unless its role is said, and a frame that scrolls must be reachable by keyboard. */
import type { ReactNode } from "react";

export type Column = { key: string; label: string; align?: "start" | "end"; hideLabel?: boolean };
export type Row = { id: string; cells: Record<string, ReactNode>; strong?: boolean };

export type TableProps = {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column[];
  rows: readonly Row[];
  foot?: Row;
  /** stack: each row becomes a short list below 640 px; scroll: the table scrolls sideways in its frame. */
  narrow?: "stack" | "scroll";
};

export function Table({ caption, captionHidden, columns, rows, foot, narrow = "stack" }: TableProps) {
  const stack = narrow === "stack";
  const endOf = (column: Column) => (column.align === "end" ? "sm:text-end" : "");
  const line = (row: Row, strong = row.strong) => (
    <tr
      key={row.id}
      role="row"
      className={`border-b border-line ${stack ? "block py-2 sm:table-row sm:py-0" : ""} ${strong ? "font-semibold" : ""}`}
    >
      {columns.map((column, index) => {
        const cell = row.cells[column.key];
        const empty = cell === undefined || cell === null || cell === "";
        const heads = index === 0;
        const place = stack
          ? `${empty ? "hidden" : "flex"} justify-between gap-4 py-0.5 align-top sm:table-cell sm:py-2 sm:pe-4 sm:last:pe-0 ${endOf(column)}`
          : `py-2 pe-4 align-top whitespace-nowrap last:pe-0 ${column.align === "end" ? "text-end" : ""}`;
        const content = (
          <>
            {stack && !heads && !column.hideLabel ? (
              <span aria-hidden className="font-normal text-soft sm:hidden">
                {column.label}
              </span>
            ) : null}
            <span className={stack && !heads ? "text-end sm:text-inherit" : ""}>{cell}</span>
          </>
        );
        return heads ? (
          <th
            key={column.key}
            role="rowheader"
            scope="row"
            className={`text-start ${stack ? "font-semibold sm:font-normal" : "font-normal"} ${place}`}
          >
            {content}
          </th>
        ) : (
          <td key={column.key} role="cell" className={place}>
            {content}
          </td>
        );
      })}
    </tr>
  );
  const table = (
    <table role="table" className="figures w-full border-collapse">
      <caption className={captionHidden ? "sr-only" : "pb-2 text-start text-soft"}>{caption}</caption>
      <thead role="rowgroup" className={stack ? "sr-only sm:not-sr-only sm:table-header-group" : ""}>
        <tr role="row" className="border-b border-edge">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={`py-2 pe-4 text-sm font-semibold whitespace-nowrap text-soft last:pe-0 ${
                column.align === "end" ? "text-end" : "text-start"
              }`}
            >
              {column.hideLabel ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{rows.map((row) => line(row))}</tbody>
      {foot ? <tfoot role="rowgroup">{line(foot, true)}</tfoot> : null}
    </table>
  );
  if (stack) return table;
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={typeof caption === "string" ? caption : "Table"}
      className="overflow-x-auto"
    >
      {table}
    </div>
  );
}
