// How courses may be paid ahead: at once for a twentieth less, or in up to four instalments; plans on offer carry these terms.
import type { Story } from "./story.ts";

export function agreePayRules({ clinic: { rows, draw, clock, id: clinicId } }: Story): void {
  const effectiveFrom = clock.dateOf(rows.clinics[0]!.createdAt);
  const rule = { prepay: true, discountBp: 500, retryDays: [3, 5] };
  const instalments = { most: 4, weeksApart: 4, leastMinor: 5_000 };
  const { most: mostInstalments, weeksApart, leastMinor } = instalments;
  const id = draw.id(clock.now);
  rows.payRules.push({ clinicId, id, effectiveFrom, ...rule, mostInstalments, weeksApart, leastMinor });
  for (const plan of rows.plans) if (plan.status === "offered") plan.payTerms = { ...rule, instalments };
}
