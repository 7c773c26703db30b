// Claims on payers: they go out in the week after the visit, and wait until they are paid.
import { memberIn } from "./clinic.ts";
import { after, day, type Story } from "./story.ts";

export function sendClaims({ clinic }: Story): void {
  const { rows, draw, clock, id: clinicId } = clinic;
  const paidAt = new Map(rows.paymentAllocations.map((one) => [one.chargeId, one.at]));
  for (const charge of rows.charges) {
    const sentAt = after(charge.createdAt, 5 * day);
    if (charge.payer === "self" || sentAt > clock.now) continue;
    const answeredAt = paidAt.get(charge.id) ?? null;
    rows.claims.push({
      clinicId,
      id: draw.id(sentAt),
      chargeId: charge.id,
      attempt: 1,
      status: answeredAt ? "settled" : "sent",
      sentAt: answeredAt && answeredAt < sentAt ? answeredAt : sentAt,
      answeredAt,
      memberId: memberIn(clinic),
    });
  }
}
