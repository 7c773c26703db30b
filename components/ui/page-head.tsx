// The top of a page: the way back, where one is, the one heading, and a sentence.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { Icon } from "@/components/ui/icon";
import { Steps, type StepsProps } from "@/components/ui/steps";

export type PageHeadProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** A short line above the title, such as a date or a person. */
  over?: ReactNode;
  back?: { href: string; label: string };
  steps?: StepsProps;
  actions?: ReactNode;
};

export function PageHead({ title, lead, over, back, steps, actions }: PageHeadProps) {
  return (
    <header className="flex flex-col gap-3">
      {back ? (
        <Anchor
          href={back.href}
          className="no-print -ms-1 inline-flex min-h-control items-center gap-1.5 self-start pe-2 text-sm text-accent hover:underline"
        >
          <Icon name="chevron-left" size={18} />
          {back.label}
        </Anchor>
      ) : null}
      {steps ? <Steps {...steps} /> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {over ? <p className="mb-1 text-sm text-soft">{over}</p> : null}
          <h1 className="text-2xl tracking-[-0.012em]">{title}</h1>
        </div>
        {actions ? <div className="no-print flex flex-wrap gap-3">{actions}</div> : null}
      </div>
      {lead ? <p className="measure text-lg text-balance text-soft">{lead}</p> : null}
    </header>
  );
}
