// Who owes how much since when, as of any day; nothing of what was treated.
import { laterAt, openAt } from "../../db/queries/money-reports.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import type { LocalDate } from "../time/dates.ts";
import { agedBalances, type AgedBalances } from "./aged-balances.ts";
import { clinicSpan, owingInput, type AskOwing } from "./report-input.ts";

export type OwingView = AgedBalances & { asOf: LocalDate; today: LocalDate };

/** As it was at the end of the day. Who looked is kept, as patients are named. Refuses with `invalid` for a day to come. */
export async function viewOwing(ctx: Ctx, input: AskOwing = {}): Promise<OwingView> {
  mustMay(ctx, "see_money");
  const asked = parseAsked(owingInput, input);
  return inTransaction(ctx, async (t) => {
    const { span, today, to: asOf } = await clinicSpan(t, { to: asked.asOf });
    const later = await laterAt(t.tx, t.clinicId, span.to, asOf);
    const balances = agedBalances(await openAt(t.tx, t.clinicId, span.to), asOf, later);
    await record(t, [
      { deed: "money.owing_seen", subjectKind: "money", detail: { asOf, patients: balances.patients.length } },
    ]);
    return { asOf, today, ...balances };
  });
}
