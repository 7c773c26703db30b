// What a kept card was asked to pay, and what its answer does there.
import type { CardChargeRow } from "../../db/queries/cards.ts";

export type Refused = "declined" | "authentication_required" | "no_card";

export type CardTarget = {
  subjectKind: "charge" | "instalment";
  subjectId: string;
  patientId: string;
  pay(row: CardChargeRow, paymentIntentId: string): Promise<unknown>;
  refuse(why: Refused): Promise<unknown>;
};
