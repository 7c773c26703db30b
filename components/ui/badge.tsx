// A word or a figure in a small tinted frame.
import type { ReactNode } from "react";
import { hueText, hueTint, type Hue } from "@/components/ui/hue";
import { Icon, type IconName } from "@/components/ui/icon";

export type BadgeTone = "neutral" | "accent" | "good" | "warn" | "stop" | "info";

export const toneText: Record<BadgeTone, string> = {
  neutral: "text-soft",
  accent: "text-accent",
  good: "text-good",
  warn: "text-warn",
  stop: "text-stop",
  info: "text-info",
};

const toneTint: Record<BadgeTone, string> = {
  neutral: "bg-sunk",
  accent: "bg-accent-tint",
  good: "bg-good-tint",
  warn: "bg-warn-tint",
  stop: "bg-stop-tint",
  info: "bg-info-tint",
};

export type BadgeProps = { tone?: BadgeTone; hue?: Hue; icon?: IconName; children: ReactNode };

export function Badge({ tone = "neutral", hue, icon, children }: BadgeProps) {
  const look = hue ? `${hueText[hue]} ${hueTint[hue]}` : `${toneText[tone]} ${toneTint[tone]}`;
  return (
    <span
      className={`figures inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap ${look}`}
    >
      {icon ? <Icon name={icon} size={15} /> : null}
      {children}
    </span>
  );
}
