// One figure with its meaning, and what it is drawn from.
import type { ReactNode } from "react";

export type StatProps = { value: ReactNode; label: ReactNode; detail?: ReactNode };

export function Stat({ value, label, detail }: StatProps) {
  return (
    <div className="flex flex-col border-t border-line pt-3">
      <div className="figures text-xl font-semibold">{value}</div>
      <div>{label}</div>
      {detail ? <div className="text-sm text-soft">{detail}</div> : null}
    </div>
  );
}
