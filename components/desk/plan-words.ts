// Words of plans and charts as the desk says them.
import type { IconName } from "@/components/ui/icon";
import type { BadgeTone } from "@/components/ui/badge";

export const planStatus: Record<string, { word: string; icon: IconName; tone: BadgeTone }> = {
  draft: { word: "Draft", icon: "edit", tone: "neutral" },
  offered: { word: "Offered", icon: "mail", tone: "info" },
  active: { word: "Running", icon: "check", tone: "good" },
  on_hold: { word: "Paused", icon: "clock", tone: "warn" },
  completed: { word: "Completed", icon: "check", tone: "neutral" },
  revoked: { word: "Stopped", icon: "cancelled", tone: "neutral" },
};

export const tierWord: Record<string, string> = {
  A: "Emergency signs",
  B: "Doctor first",
  C: "Assessment first",
  clear: "Nothing that stops",
};

const special: Record<string, string> = { icbc: "ICBC" };

/** "neck_pain_chronic" as "neck pain chronic". */
export const plainWords = (id: string): string => special[id] ?? id.replaceAll("_", " ");

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const factWords: Record<string, string> = {
  drafted: "Drafted",
  adjusted: "Adjusted",
  withdrawn: "Offer taken back to a draft",
  offered: "Offered",
  accepted: "Accepted",
  activated: "Running",
  paused: "Paused",
  resumed: "Goes on",
  moved: "A visit moved",
  decided: "Reassessed",
  reflowed: "The rest planned again",
  travel_said: "Days away noted",
  travel_over: "Days away taken back",
  visits_dropped: "Visits after reassessment dropped",
  completed: "Completed",
  revoked: "Stopped",
  stopped: "Stopped",
  expired: "Offer ran out",
};
