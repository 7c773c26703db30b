// What practitioners are due: most a share of the fee, every fourth so much a visit, and one with whom nothing was agreed yet.
import type { Story } from "./story.ts";

export function agreePayouts(story: Story): void {
  const { rows, draw, clock, practitioners, id: clinicId } = story.clinic;
  const begun = clock.dateOf(rows.clinics[0]!.createdAt);
  practitioners.slice(0, -1).forEach(({ id: practitionerId, design }, index) => {
    const row = { clinicId, id: draw.id(clock.now), practitionerId, effectiveFrom: begun };
    if (index % 4 === 3) rows.payoutRates.push({ ...row, kind: "per_visit", visitMinor: 7_000 });
    else rows.payoutRates.push({ ...row, kind: "percent", feeBp: design.contractor ? 7_000 : 6_000 });
  });
}
