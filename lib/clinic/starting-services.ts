// What a discipline offers to begin with, as rows; each of them is the clinic's own to change from then on.
import { disciplines, serviceWords, usualTaxCode, type DisciplineDesign } from "../../db/seed/rows/disciplines.ts";
import type { NewServices } from "../../db/queries/setup.ts";
import type { LocalDate } from "../time/dates.ts";

export const knownDisciplines = disciplines;

export const knownDiscipline = (code: string): DisciplineDesign | null =>
  disciplines.find((one) => one.code === code) ?? null;

/** `position` counts on from what the clinic has already. */
export function startingServices(input: {
  clinicId: string;
  discipline: DisciplineDesign;
  disciplinePosition: number;
  position: number;
  from: LocalDate;
  newId: () => string;
}): NewServices {
  const { clinicId, discipline, from, newId } = input;
  const disciplineId = newId();
  const { code, name, letter, hue, deep, profession, bufferAfter } = discipline;
  const rows: NewServices = {
    disciplines: [
      { clinicId, id: disciplineId, code, name, letter, hue, deep, profession, position: input.disciplinePosition },
    ],
    services: [],
    serviceNeeds: [],
    servicePrices: [],
  };
  discipline.services.forEach((service, index) => {
    const serviceId = newId();
    const { need, ...words } = serviceWords(discipline, service);
    rows.services.push({
      ...words,
      clinicId,
      id: serviceId,
      disciplineId,
      kind: service.first ? "first" : "follow_up",
      durationMin: service.minutes,
      bufferBeforeMin: 0,
      bufferAfterMin: bufferAfter,
      online: true,
      position: input.position + index,
    });
    rows.serviceNeeds.push({ clinicId, id: newId(), serviceId, kind: need, qty: 1 });
    rows.servicePrices.push({
      clinicId,
      id: newId(),
      serviceId,
      effectiveFrom: from,
      priceMinor: service.prices[1],
      taxCode: usualTaxCode(profession),
    });
  });
  return rows;
}
