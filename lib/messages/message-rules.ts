// Which of the dated rules about messages holds: the clinic's own once it has one, else the standard row.
import { messageRules as standard, type MessageRulesRow } from "../../db/seed/rows/message-rules.ts";
import { clinicToTell, messageRuleRows } from "../../db/queries/messages.ts";
import { together } from "../../db/together.ts";
import { afterQuiet } from "./quiet-hours.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { TxCtx } from "../context/context.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";

export type MessageRules = MessageRulesRow;

/** The rule of the local day. */
export const messageRulesOn = (own: readonly MessageRules[], day: LocalDate): MessageRules =>
  latestRow(own, day) ?? latestRow(standard, day) ?? standard[0]!;

/** The clinic with the rules in force now, and from when on people may be written to unasked: now, or once the night ends by the rules of that morning. */
export async function loadMessageRules(t: TxCtx) {
  const [clinic, own] = await together([clinicToTell(t.tx, t.clinicId), messageRuleRows(t.tx, t.clinicId)]);
  const today = dateIn(t.now, clinic.timeZone);
  const next = own.findLast(({ effectiveFrom }) => effectiveFrom > today);
  const rules = messageRulesOn(own, today);
  const morning = afterQuiet(t.now, rules, clinic.timeZone);
  const turn = next && instantAt(next.effectiveFrom, 0, clinic.timeZone);
  return { clinic, rules, awakeFrom: turn && turn < morning ? afterQuiet(turn, next, clinic.timeZone) : morning };
}
