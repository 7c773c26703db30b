// What a list shows before it has anything: what will be here, why it is empty, one thing to do.
import type { ReactNode } from "react";
import { TaperDots } from "@/components/ui/taper-dots";

export type EmptyStateProps = { title: ReactNode; children?: ReactNode; action?: ReactNode };

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 py-8">
      <TaperDots r={5} filled={0} className="text-edge" />
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="measure text-soft">{children}</div> : null}
      {action ? <div className="mt-1 flex flex-wrap gap-3">{action}</div> : null}
    </div>
  );
}
