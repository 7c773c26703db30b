// Decides what is told about a gift card: to whom it is for, to who bought it, and when its money goes back.
import { giftCardById } from "../../db/queries/gift-cards.ts";
import { giftCode, sayGiftCode } from "../money/gift-code.ts";
import { giftKey } from "../money/gift-key.ts";
import { formatMoney } from "../money/money.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";

const tell =
  (whom: "recipient" | "buyer"): Decide =>
  async (t, job) => {
    const card = await giftCardById(t.tx, t.clinicId, named(job, "giftCardId"));
    const to = whom === "recipient" ? card?.recipientEmail : card?.buyerEmail;
    if (card?.status !== "active" || !to) return { skip: "not sold" };
    const clinic = await clinicFor(t, null);
    const gift = {
      amount: formatMoney(card.amountMinor, card.currency, clinic.locale),
      code: sayGiftCode(giftCode(t.secret, card.id)),
      from: card.buyerName,
      message: card.message,
    };
    const url = `${t.publicUrl}/${clinic.slug}/gift-cards/${giftKey(t, card.id)}`;
    const letter =
      whom === "recipient"
        ? letters.giftGivenLetter(clinic, gift, url)
        : letters.giftBoughtLetter(clinic, gift, card.recipientEmail ? null : url);
    return { to, patientId: null, topic: "account", letter };
  };

export const tellGiven = tell("recipient");
export const tellBought = tell("buyer");
