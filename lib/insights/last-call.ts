// The latest call about a plan, of calls that stand newest first.
import type { callsAbout } from "../../db/queries/insights.ts";
import type { LoggedCall } from "./insights-views.ts";

export function lastCallOf(calls: Awaited<ReturnType<typeof callsAbout>>, planId: string): LoggedCall | null {
  const call = calls.find((one) => one.planId === planId);
  return call?.at ? { outcome: call.outcome ?? "", at: call.at, by: call.by ?? "", note: call.note } : null;
}
