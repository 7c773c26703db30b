// A state as icon and word; colour only supports them.
import type { ReactNode } from "react";
import { toneText, type BadgeTone } from "@/components/ui/badge";
import { Icon, type IconName } from "@/components/ui/icon";

export type StatusProps = { icon: IconName; tone?: BadgeTone; children: ReactNode };

export function Status({ icon, tone = "neutral", children }: StatusProps) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${toneText[tone]}`}>
      <Icon name={icon} size={17} />
      <span>{children}</span>
    </span>
  );
}
