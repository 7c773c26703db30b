// A part of a page under its own heading, set off by a thin rule and white space.
import type { ReactNode } from "react";

export type SectionProps = {
  title?: ReactNode;
  id?: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** Heading level; looks follow it. */
  level?: 2 | 3;
  rule?: boolean;
  children: ReactNode;
};

export function Section({ title, id, hint, actions, level = 2, rule = true, children }: SectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  const headingId = id && title ? `${id}-title` : undefined;
  return (
    <section id={id} aria-labelledby={headingId} className={rule ? "border-t border-line pt-5" : ""}>
      {title ? (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <Heading id={headingId} className={level === 2 ? "text-lg" : "text-base"}>
            {title}
          </Heading>
          {actions ? <div className="no-print flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      ) : null}
      {hint ? <p className="measure -mt-2 mb-4 text-soft">{hint}</p> : null}
      {children}
    </section>
  );
}

/** Keeps an even distance between the parts of a page. */
export function Stack({ gap = "normal", children }: { gap?: "tight" | "normal" | "wide"; children: ReactNode }) {
  const gaps = { tight: "gap-3", normal: "gap-6", wide: "gap-10" };
  return <div className={`flex flex-col ${gaps[gap]}`}>{children}</div>;
}
