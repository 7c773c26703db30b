// What happened to an appointment, in words.
const words: Record<string, string> = {
  held: "Held",
  booked: "Booked",
  arrived: "Arrived",
  confirmed: "The patient said that they are coming",
  fulfilled: "Done",
  cancelled: "Cancelled",
  noshow: "Did not come",
  expired: "Hold ran out",
  moved: "Moved",
};

const actors: Record<string, string> = { guest: "the patient, online", patient: "the patient", system: "the system" };

export const factWord = (fact: string): string => words[fact] ?? fact;
export const byWord = (by: string): string => actors[by] ?? by;

export const viaWord: Record<string, string> = {
  online: "online",
  api: "over the API",
  phone: "by phone",
  walk_in: "as a walk-in",
  plan: "with a plan",
  seed: "online",
};

export const payerWord: Record<string, string> = {
  self: "the patient",
  icbc: "ICBC",
  worksafebc: "WorkSafeBC",
  msp: "MSP",
  extended: "extended health",
};

export const methodWord: Record<string, string> = {
  stripe: "Card online",
  cash: "Cash",
  terminal: "Card terminal",
  e_transfer: "E-transfer",
  carried_over: "Carried over",
  payer: "Insurer",
  gift_card: "Gift card",
};

export { phoneWords } from "@/lib/clinic/phone-words";

/** What a charge is for, where it is not for a visit. */
export const chargeNote: Record<string, string> = {
  missed_visit_fee: "missed visit",
  carried_over: "carried over from before",
  lapsed: "visits paid ahead that lapsed",
};

export const disputeWord: Record<"open" | "won" | "lost", string> = {
  open: "disputed with the bank",
  won: "disputed, and ours again",
  lost: "taken back by the bank",
};
