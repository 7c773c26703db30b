// Gift cards: what the clinic sells them for, and two that were sold at the desk; the code of the first is in the tour.
import { giftCodeEnd, giftCodeHash, typedGiftCode } from "../../lib/money/gift-code.ts";
import { dateIn } from "../../lib/time/zone.ts";
import { currency, memberIn } from "./clinic.ts";
import { addPayment } from "./payments.ts";
import { after, day, type Story } from "./story.ts";

/** Made up, and the same in every demo: whoever walks through it can pay with one. */
const sold = [
  { code: "G1FT-0000-DEM0-0001", amountMinor: 15_000, buyerName: "Hugo Marsh", recipientName: "Anna Marsh" },
  { code: "G1FT-0000-DEM0-0002", amountMinor: 5_000, buyerName: "Pia Lund", recipientName: null },
];

export function sellGiftCards(story: Story): void {
  const { rows, draw, clock, design, id: clinicId } = story.clinic;
  const at = after(clock.now, -12 * day);
  const memberId = memberIn(story.clinic);
  rows.giftCardTerms.push({
    clinicId,
    id: draw.id(at),
    effectiveFrom: dateIn(at, design.zone),
    amountsMinor: [5_000, 10_000, 15_000],
    leastMinor: 2_000,
    mostMinor: 50_000,
    memberId,
    setAt: at,
  });
  for (const { code, ...card } of sold) {
    const plain = typedGiftCode(code)!;
    const giftCardId = draw.id(at);
    rows.giftCards.push({
      clinicId,
      id: giftCardId,
      codeHash: giftCodeHash(plain),
      codeEnd: giftCodeEnd(plain),
      ...card,
      currency,
      buyerEmail: `${card.buyerName.toLowerCase().replace(" ", ".")}@example.test`,
      status: "active",
      createdAt: at,
      soldAt: at,
      memberId,
    });
    addPayment(story, { method: "terminal", amountMinor: card.amountMinor, at, patientId: null, giftCardId });
  }
}
