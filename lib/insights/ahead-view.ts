// The page on the weeks ahead: hours booked of the hours people work, and fees of plan visits that may not come.
import { loadDays } from "../booking/load-days.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import { planOn } from "../figures/known-plan.ts";
import type { LocalDate } from "../time/dates.ts";
import { daysAhead, feesAtRisk, risks, type Risk } from "./fees-at-risk.ts";
import { hoursAhead, type HoursAhead } from "./hours-ahead.ts";
import { aheadAsk, type AskAhead } from "./insights-input.ts";
import type { PlanChoices } from "./insights-views.ts";
import { choicesOf, loadChosen } from "./load-chosen.ts";

export type AheadLine = {
  risk: Risk;
  on: LocalDate;
  planId: string;
  patientId: string;
  patientName: string;
  discipline: string;
  practitioner: string;
  minor: number;
};

export type AheadView = {
  asOf: LocalDate;
  today: LocalDate;
  /** The last day looked at. */
  until: LocalDate;
  currency: string;
  /** Null on a past day: which hours people meant to work is kept for the days to come alone. */
  hours: HoursAhead | null;
  plannedMinor: number;
  plannedVisits: number;
  sums: { risk: Risk; visits: number; minor: number }[];
  /** By day. */
  lines: AheadLine[];
  choices: PlanChoices;
};

/** Fees as they were known by the end of `asOf`. Who looked is kept. */
export async function aheadView(ctx: Ctx, input: AskAhead = {}): Promise<AheadView> {
  mustMay(ctx, "see_adherence");
  const { asOf: day, ...only } = parseAsked(aheadAsk, input);
  return inTransaction(ctx, async (t) => {
    const ground = await loadChosen(t, day, only);
    const { asOf, today, clinic, disciplines, practitioners } = ground;
    const known = ground.chosen.flatMap((plan) => planOn(plan, asOf) ?? []);
    const { until, plannedMinor, plannedVisits, lines } = feesAtRisk(known, asOf, only);
    const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
      list.find((one) => one.id === id)?.name ?? "";
    await record(t, [{ deed: "insights.seen", subjectKind: "ahead", detail: { asOf, visits: lines.length } }]);
    return {
      asOf,
      today,
      until,
      currency: clinic.currency,
      hours: asOf === today ? await hoursOf(t, today, only.practitionerId) : null,
      plannedMinor,
      plannedVisits,
      sums: risks.map((risk) => {
        const of = lines.filter((line) => line.risk === risk);
        return { risk, visits: of.length, minor: of.reduce((sum, { minor }) => sum + minor, 0) };
      }),
      lines: lines.map(({ risk, on, minor, plan: { history }, visit }) => ({
        risk,
        on,
        minor,
        planId: history.planId,
        patientId: history.patientId,
        patientName: history.patientName,
        discipline: nameIn(disciplines, visit.history.disciplineId),
        practitioner: nameIn(practitioners, visit.practitionerId),
      })),
      choices: choicesOf(ground),
    };
  });
}

/** Of whoever is not there, or no longer, there are none. */
async function hoursOf(ctx: Ctx, fromDate: LocalDate, practitionerId: string | undefined): Promise<HoursAhead> {
  const { days, people } = await loadDays(ctx, { fromDate, days: daysAhead });
  if (practitionerId === undefined) return hoursAhead({ days, people });
  const theirs = days.map((day) => ({
    ...day,
    columns: day.columns.filter((column) => column.practitionerId === practitionerId),
  }));
  return hoursAhead({ days: theirs, people });
}
