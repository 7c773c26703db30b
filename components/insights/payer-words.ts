// Who pays for an episode of care, as owners choose among them.
import type { Payer } from "@/lib/insights/insights-input";

export const payerWords: Record<Payer, string> = {
  self: "Patients themselves",
  icbc: "ICBC",
  worksafebc: "WorkSafeBC",
  msp: "MSP",
  extended: "Extended benefits",
};

export const payerChoices = Object.entries(payerWords).map(([id, name]) => ({ id, name }));
