// A small set of line drawings on a 20-unit grid, one stroke, drawn for this product.
import type { ReactNode } from "react";

const drawings = {
  check: <path d="m4 10.5 4 4 8-9" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 5.8V10l2.8 2" />
    </>
  ),
  calendar: (
    <>
      <rect x="3" y="4.5" width="14" height="12.5" rx="2" />
      <path d="M3 8.5h14M7 2.8v3M13 2.8v3" />
    </>
  ),
  phone: (
    <path d="M6.6 3.2 4.3 4c-.7.3-1.1 1-1 1.8.7 5.7 5.2 10.2 10.9 10.9.8.1 1.5-.3 1.8-1l.8-2.3-3.6-2-1.6 1.4a9 9 0 0 1-4.4-4.4l1.4-1.6z" />
  ),
  mail: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="2" />
      <path d="m3.2 5.8 6.8 5.4 6.8-5.4" />
    </>
  ),
  "walk-in": (
    <>
      <circle cx="9.8" cy="3.8" r="1.6" />
      <path d="M9.5 7.4 8.8 12l3 2.2 1 3.3M8.8 12l-1.2 2.7-2.4 2.6M6 10.2l1-2.3 2.5-.5 2 2.4 2.5.8" />
    </>
  ),
  "no-show": (
    <>
      <circle cx="8.5" cy="6.3" r="3" />
      <path d="M2.8 16.8c.5-3.3 2.8-5 5.7-5 1 0 1.9.2 2.7.6M13.5 13.2l4 4M17.5 13.2l-4 4" />
    </>
  ),
  cancelled: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m5.2 5.2 9.6 9.6" />
    </>
  ),
  "arrow-left": <path d="M16.5 10h-13m5-5.2L3.5 10l5 5.2" />,
  "arrow-right": <path d="M3.5 10h13m-5-5.2 5 5.2-5 5.2" />,
  "chevron-left": <path d="M12.2 4.5 6.8 10l5.4 5.5" />,
  "chevron-right": <path d="m7.8 4.5 5.4 5.5-5.4 5.5" />,
  "chevron-down": <path d="m4.5 7.8 5.5 5.4 5.5-5.4" />,
  warning: (
    <>
      <path d="M10 3.2 18 16.5H2z" />
      <path d="M10 8.2v3.6M10 14v.2" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2v4.3M10 6.5v.2" />
    </>
  ),
  stop: (
    <>
      <path d="M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9z" />
      <path d="M10 6.2v4.6M10 13.4v.2" />
    </>
  ),
  user: (
    <>
      <circle cx="10" cy="6.5" r="3.2" />
      <path d="M3.8 17c.5-3.5 3-5.2 6.2-5.2s5.7 1.7 6.2 5.2" />
    </>
  ),
  card: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="2" />
      <path d="M2.5 8.3h15M5.5 12.3h3" />
    </>
  ),
  cash: (
    <>
      <rect x="2" y="5.5" width="16" height="9" rx="1.5" />
      <circle cx="10" cy="10" r="2.2" />
      <path d="M4.8 10h.1M15.1 10h.1" />
    </>
  ),
  download: <path d="M10 3v9.5m-4-3.8 4 4 4-4M3.5 14v2.5h13V14" />,
  print: (
    <>
      <path d="M6 7.5V3h8v4.5M6 14.2H4.5a1.5 1.5 0 0 1-1.5-1.5V9a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 17 9v3.7a1.5 1.5 0 0 1-1.5 1.5H14" />
      <path d="M6 11.8h8V17H6z" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="9" width="12" height="8" rx="1.5" />
      <path d="M6.8 9V6.3a3.2 3.2 0 0 1 6.4 0V9M10 12.3v1.6" />
    </>
  ),
  plus: <path d="M10 4v12M4 10h12" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m12.8 12.8 4.2 4.2" />
    </>
  ),
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  place: (
    <>
      <path d="M10 17.5c3.7-4 5.5-6.9 5.5-9.3a5.5 5.5 0 0 0-11 0c0 2.4 1.8 5.3 5.5 9.3z" />
      <circle cx="10" cy="8.2" r="1.9" />
    </>
  ),
  task: (
    <>
      <rect x="3.5" y="3.5" width="13" height="13" rx="2" />
      <path d="m6.8 10.2 2.3 2.3 4.3-4.8" />
    </>
  ),
  edit: <path d="M4 16l.7-3.3 8.6-8.6a1.6 1.6 0 0 1 2.3 0l.3.3a1.6 1.6 0 0 1 0 2.3l-8.6 8.6zM11.8 5.6l2.6 2.6" />,
  undo: <path d="M4 8h8.5a4 4 0 0 1 0 8H8M7.2 4.5 3.7 8l3.5 3.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export const iconNames = Object.keys(drawings) as IconName[];

/** `label` is needed only where no words stand beside the drawing. */
export function Icon({ name, label, size = 20 }: { name: IconName; label?: string; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {drawings[name]}
    </svg>
  );
}
