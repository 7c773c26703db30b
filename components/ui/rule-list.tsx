// Lists held together by thin rules instead of boxes.
/* oxlint-disable jsx-a11y/no-redundant-roles -- Safari drops the role from lists without bullets; saying it keeps "list,
   5 items". */
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { hueText, type Hue } from "@/components/ui/hue";
import { Icon } from "@/components/ui/icon";

export function RuleList({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul role="list" aria-label={label} className="divide-y divide-line border-y border-line">
      {children}
    </ul>
  );
}

export type RuleItemProps = {
  title: ReactNode;
  detail?: ReactNode;
  /** Before the title: a time, a letter, a check. */
  lead?: ReactNode;
  /** At the far end: a price, a status, a button. */
  aside?: ReactNode;
  /** Makes the whole row lead there. */
  href?: string;
  hue?: Hue;
  children?: ReactNode;
};

export function RuleItem({ title, detail, lead, aside, href, hue, children }: RuleItemProps) {
  return (
    <li className={`relative py-3 ${hue ? "ps-4" : ""} ${href ? "group hover:bg-sunk" : ""}`}>
      {hue ? (
        <span aria-hidden className={`absolute inset-y-3 inset-s-0 w-[3px] rounded-full bg-current ${hueText[hue]}`} />
      ) : null}
      <div className="flex items-center gap-3 sm:gap-4">
        {lead ? <div className="figures shrink-0">{lead}</div> : null}
        <div className="min-w-0 grow">
          {href ? (
            <Anchor
              href={href}
              className="font-semibold text-ink no-underline after:absolute after:inset-0 after:content-[''] group-hover:text-accent"
            >
              {title}
            </Anchor>
          ) : (
            <div className="font-semibold">{title}</div>
          )}
          {detail ? <div className="text-soft">{detail}</div> : null}
        </div>
        {aside ? <div className="figures shrink-0 text-end [&_a]:relative [&_button]:relative">{aside}</div> : null}
        {href ? (
          <span className="shrink-0 text-soft group-hover:text-accent">
            <Icon name="chevron-right" size={18} />
          </span>
        ) : null}
      </div>
      {children ? <div className="relative mt-2">{children}</div> : null}
    </li>
  );
}
