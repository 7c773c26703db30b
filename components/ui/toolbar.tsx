// A row of controls above what they act on.
import type { ReactNode } from "react";

export function Toolbar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={label}
      className="no-print flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line pb-3"
    >
      <div className="flex flex-wrap items-center gap-2">{children}</div>
      {end ? <div className="flex flex-wrap items-center gap-2">{end}</div> : null}
    </div>
  );
}
