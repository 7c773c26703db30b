// Reads the facts of a clinic's plans for a page that may be narrowed to a template or a payer.
import { templateNames } from "../../db/queries/insights.ts";
import type { TxCtx } from "../context/context.ts";
import type { PlanHistory } from "../figures/plan-history.ts";
import type { LocalDate } from "../time/dates.ts";
import type { PersonName, PlanChoices } from "./insights-views.ts";
import { loadHistory, type ClinicHistory } from "./load-history.ts";

/** Only plans of a template, in any version, or of what an episode's payer is. */
export type OfWhich = { templateCode?: string | undefined; payer?: string | undefined };

export const chosenAmong = (plans: readonly PlanHistory[], { templateCode, payer }: OfWhich): PlanHistory[] =>
  plans.filter(
    (plan) =>
      (templateCode === undefined || plan.templateCode === templateCode) &&
      (payer === undefined || plan.payer === payer),
  );

export type ChosenHistory = ClinicHistory & { chosen: PlanHistory[]; templates: PersonName[] };

/** `plans` are all of them, `chosen` those that are asked for. Refuses as {@link loadHistory}. */
export async function loadChosen(t: TxCtx, day: LocalDate | undefined, of: OfWhich): Promise<ChosenHistory> {
  const history = await loadHistory(t, day);
  const templates = await templateNames(t.tx, t.clinicId);
  return { ...history, templates, chosen: chosenAmong(history.plans, of) };
}

/** Those who gave visits of a plan or were to, and the templates that plans were made of. */
export function choicesOf({ plans, disciplines, practitioners, templates }: ChosenHistory): PlanChoices {
  const working = new Set(
    plans.flatMap(({ visits }) =>
      visits.flatMap(({ plannedPractitionerId, bookings }) => [
        plannedPractitionerId,
        ...bookings.map(({ practitionerId }) => practitionerId),
      ]),
    ),
  );
  const used = new Set(plans.map(({ templateCode }) => templateCode));
  return {
    disciplines,
    practitioners: practitioners.filter(({ id }) => working.has(id)),
    templates: templates.filter(({ id }) => used.has(id)),
  };
}
