// Why a refund did not go back to its card, in words for the desk.

const tooLittle = "there is too little money in the clinic’s account at Stripe. Try again when more has come in.";

const reasons: Record<string, string> = {
  account_invalid:
    "the clinic’s account at Stripe was taken away from us. Give it back in Stripe’s dashboard; here it stays as credit.",
  balance_insufficient: tooLittle,
  insufficient_funds: tooLittle,
};

/** After "refused: "; null where Stripe refused nothing. */
export const refusedWords = (code: string | null): string | null =>
  code === null ? null : (reasons[code] ?? "Stripe refused it. Its dashboard says more.");
