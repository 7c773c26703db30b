// Says the nearest starts of a refusal in the clinic's zone, for the form that shows them as buttons.
import type { FormState } from "@/lib/server/action";
import { sayShortDay, sayTime } from "@/lib/time/say";

export function nearestSaid(state: FormState, zone: string, locale: string): FormState {
  const nearest = state.facts?.["nearest"];
  if (state.ok || !Array.isArray(nearest)) return state;
  const said = nearest
    .map((one) => new Date(String(one)))
    .filter((start) => !Number.isNaN(start.getTime()))
    .map((start) => ({
      value: start.toISOString(),
      label: `${sayShortDay(start, zone, locale)}, ${sayTime(start, zone, locale)}`,
    }));
  return { ...state, facts: { ...state.facts, nearestSaid: said } };
}
