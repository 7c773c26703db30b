// What a missed visit means where somebody else pays. Sources: ICBC and WorkSafeBC pay no missed visit; insurers pay for treatment given.

export const missedIsYours =
  "Insurers and public payers pay nothing for a missed visit: the fee is yours, and it takes none of the visits they pay.";

export const missedIsThePatients =
  "No payer pays a missed visit: the fee is the patient’s, and the visit is not counted among those that a payer pays.";
