// A sentence that stands out from the page: something to know, something done, a caution, a stop.
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

export type NoticeTone = "info" | "success" | "warning" | "stop";

const looks: Record<NoticeTone, { icon: IconName; box: string; ink: string }> = {
  info: { icon: "info", box: "border-info bg-info-tint", ink: "text-info" },
  success: { icon: "check", box: "border-good bg-good-tint", ink: "text-good" },
  warning: { icon: "warning", box: "border-warn bg-warn-tint", ink: "text-warn" },
  stop: { icon: "stop", box: "border-stop bg-stop-tint", ink: "text-stop" },
};

export type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read aloud when it appears after something the person did. */
  live?: boolean;
};

export function Notice({ tone = "info", title, children, action, live }: NoticeProps) {
  const look = looks[tone];
  return (
    <div
      role={live ? (tone === "stop" ? "alert" : "status") : undefined}
      className={`flex gap-3 rounded-e border-s-4 px-4 py-3 ${look.box}`}
    >
      <span className={`mt-0.5 ${look.ink}`}>
        <Icon name={look.icon} size={22} />
      </span>
      <div className="min-w-0 grow">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="[&>p+p]:mt-2">{children}</div> : null}
        {action ? <div className="mt-3 flex flex-wrap gap-3">{action}</div> : null}
      </div>
    </div>
  );
}
