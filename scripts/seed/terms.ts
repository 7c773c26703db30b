// What a visit costs on its day and who pays which part, by the product's own rules.
import { payerFees } from "../../db/seed/rows/payer-fees.ts";
import { fundVisit } from "../../lib/plans/funding.ts";
import type { LocalDate } from "../../lib/time/dates.ts";
import { priceOf, taxOn, type Clinic, type Practitioner, type Service } from "./clinic.ts";
import type { Episode, Patient } from "./patients.ts";

export type Terms = {
  episodeId: string | null;
  payer: Episode["payer"];
  priceMinor: number;
  payerMinor: number;
  /** Before tax. */
  patientMinor: number;
  taxMinor: number;
  taxCode: string;
};

type Asked = { service: Service; practitioner: Practitioner; date: LocalDate; patient: Patient };

/** The terms of a visit on the patient's episode. It counts towards what the payer allows only through {@link countVisit}. */
export function termsOf(clinic: Clinic, { service, practitioner, date, patient }: Asked): Terms {
  const priceMinor = priceOf(service, date);
  const tax = taxOn(clinic, practitioner, date, priceMinor);
  const { episode } = patient;
  const funding = episode ? fundingOf(episode, patient, service, date, priceMinor) : null;
  return {
    episodeId: episode?.id ?? null,
    payer: funding?.covered ? funding.payer : "self",
    priceMinor,
    payerMinor: funding?.payerMinor ?? 0,
    patientMinor: funding?.patientMinor ?? priceMinor,
    taxMinor: tax.amountMinor,
    taxCode: tax.code,
  } as Terms;
}

function fundingOf(episode: Episode, patient: Patient, service: Service, date: LocalDate, priceMinor: number) {
  const { payer, crashDate, planLimits, visits } = episode;
  const before = visits.get(service.discipline) ?? 0;
  const year = patient.used.get(date.slice(0, 4)) ?? { visits: 0, minor: 0 };
  return fundVisit(payerFees, {
    payer,
    date,
    discipline: service.discipline,
    visitNumber: (payer === "msp" ? year.visits : before) + 1,
    initialAlreadyBilledInDiscipline: before > 0,
    priceMinor,
    usedMinor: year.minor,
    attended: true,
    ...(crashDate ? { crashDate } : {}),
    ...(planLimits ? { planLimits } : {}),
  });
}

/** Counts a visit against the claim, the year and the plan's maximum. */
export function countVisit(patient: Patient, service: Service, date: LocalDate, terms: Terms): void {
  const { episode, used } = patient;
  if (!episode || terms.payer === "self") return;
  episode.visits.set(service.discipline, (episode.visits.get(service.discipline) ?? 0) + 1);
  const year = used.get(date.slice(0, 4)) ?? { visits: 0, minor: 0 };
  used.set(date.slice(0, 4), { visits: year.visits + 1, minor: year.minor + terms.payerMinor });
}
