// What a made-up clinic offers: a first visit and follow-ups in each discipline, with needs, dated prices and who gives them.
import { serviceWords, usualTaxCode } from "../../db/seed/rows/disciplines.ts";
import type { Clinic } from "./clinic.ts";

/** `dates`: from when each of a service's prices holds. */
export function addServices(clinic: Clinic, dates: readonly [string, string], at: Date): void {
  const { id: clinicId, design, rows, draw } = clinic;
  let position = 0;
  design.disciplines.forEach((discipline, index) => {
    const disciplineId = draw.id(at);
    const { code, letter, hue, deep, profession } = discipline;
    clinic.disciplineIds.set(code, disciplineId);
    rows.disciplines.push({
      clinicId,
      id: disciplineId,
      code,
      name: discipline.name,
      letter,
      hue,
      deep,
      profession,
      position: index,
    });
    for (const { minutes, first = false, prices } of discipline.services) {
      const { name, about, stepMin, need } = serviceWords(discipline, { minutes, first });
      const service = {
        id: draw.id(at),
        discipline: code,
        name,
        first,
        minutes,
        step: stepMin,
        bufferAfter: discipline.bufferAfter,
        need,
        prices: dates.map((effectiveFrom, turn) => ({ effectiveFrom, priceMinor: prices[turn] ?? prices[0] })),
      };
      clinic.services.push(service);
      rows.services.push({
        clinicId,
        id: service.id,
        disciplineId,
        name: service.name,
        about,
        kind: first ? "first" : "follow_up",
        durationMin: minutes,
        stepMin: service.step,
        bufferBeforeMin: 0,
        bufferAfterMin: service.bufferAfter,
        online: true,
        position: position++,
      });
      rows.serviceNeeds.push({ clinicId, id: draw.id(at), serviceId: service.id, kind: service.need, qty: 1 });
      const taxCode = usualTaxCode(profession);
      for (const price of service.prices)
        rows.servicePrices.push({ clinicId, id: draw.id(at), serviceId: service.id, ...price, taxCode });
      for (const practitioner of clinic.practitioners)
        if (practitioner.discipline.code === code)
          rows.practitionerServices.push({
            clinicId,
            id: draw.id(at),
            practitionerId: practitioner.id,
            serviceId: service.id,
          });
    }
  });
}
