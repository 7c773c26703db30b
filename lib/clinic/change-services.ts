// What the clinic offers: disciplines with their first services, single services, their dated prices, and who gives them.
import type { z } from "zod";
import { disciplineRows, serviceRows } from "../../db/queries/clinics.ts";
import {
  addGivers,
  addTemplates,
  everyPractitioner,
  laySpecialties,
  putPrice,
  setGivers,
  setNeed,
  updateService,
} from "../../db/queries/setup.ts";
import { usualTaxCode } from "../../db/seed/rows/disciplines.ts";
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import { templatesOn } from "../../db/queries/templates.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { isId, newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { loadClinic } from "./load-clinic.ts";
import { openingRules } from "./opening-rules.ts";
import type { newServiceInput, priceInput, ServiceChange } from "./setup-input.ts";
import { knownDiscipline, startingServices } from "./starting-services.ts";

/** With the services and plan templates it starts with. Refuses with `already_done`. */
export async function addDiscipline(ctx: Ctx, input: { code: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const discipline = knownDiscipline(input.code);
  if (!discipline) throw notFound("discipline");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const { region, timeZone } = await loadClinic(t);
    const today = dateIn(now, timeZone);
    const [there, services, templates] = await Promise.all([
      disciplineRows(tx, clinicId),
      serviceRows(tx, clinicId, now),
      templatesOn(tx, clinicId, today),
    ]);
    if (there.some(({ code }) => code === input.code))
      throw new Refusal("already_done", "The clinic offers this discipline already.");
    await laySpecialties(
      tx,
      startingServices({
        clinicId,
        discipline,
        disciplinePosition: there.length,
        position: services.length,
        from: today,
        newId,
      }),
    );
    const offered = [...there.map(({ code }) => code), input.code];
    const { planTemplates } = openingRules({ clinicId, region, offered, from: today, newId });
    await addTemplates(
      tx,
      planTemplates.filter(({ code }) => !templates.some((one) => one.code === code)),
    );
    await calendarChanged(t);
    await record(t, [{ deed: "discipline.added", subjectKind: "clinic", subjectId: clinicId }]);
  });
}

async function mustBeHere(t: TxCtx, serviceId: string) {
  if (!isId(serviceId)) throw notFound("service");
  const service = (await serviceRows(t.tx, t.clinicId, t.now)).find(({ id }) => id === serviceId);
  if (!service) throw notFound("service");
  return service;
}

async function giversOf(t: TxCtx, serviceId: string, ids: readonly string[]) {
  const known = new Set((await everyPractitioner(t.tx, t.clinicId)).map(({ practitioner }) => practitioner.id));
  if (!ids.every((id) => known.has(id))) throw notFound("practitioner");
  return [...new Set(ids)].map((practitionerId) => ({ clinicId: t.clinicId, id: newId(), practitionerId, serviceId }));
}

/** For bookings made from now on; those that are booked stay as they are. Refuses with `not_found`. */
export async function changeService(ctx: Ctx, input: ServiceChange & { serviceId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { serviceId, need, givers, ...change } = input;
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    await mustBeHere(t, serviceId);
    await updateService(tx, clinicId, serviceId, change);
    await setNeed(
      tx,
      clinicId,
      serviceId,
      need === null ? null : { clinicId, id: newId(), serviceId, kind: need, qty: 1 },
    );
    await setGivers(tx, clinicId, serviceId, await giversOf(t, serviceId, givers));
    await calendarChanged(t);
    await record(t, [
      { deed: "service.changed", subjectKind: "service", subjectId: serviceId, detail: { givers: givers.length } },
    ]);
  });
}

/** With a price from today on. Refuses with `not_found`. */
export async function addService(ctx: Ctx, input: z.output<typeof newServiceInput>): Promise<{ serviceId: string }> {
  mustMay(ctx, "set_up_clinic");
  const { disciplineId, kind, price, need, givers, ...shape } = input;
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const { timeZone } = await loadClinic(t);
    const discipline = (await disciplineRows(tx, clinicId)).find(({ id }) => id === disciplineId);
    if (!discipline) throw notFound("discipline");
    const serviceId = newId();
    const position = (await serviceRows(tx, clinicId, now)).length;
    await laySpecialties(tx, {
      disciplines: [],
      services: [{ clinicId, id: serviceId, disciplineId, kind, position, ...shape }],
      serviceNeeds: need === null ? [] : [{ clinicId, id: newId(), serviceId, kind: need, qty: 1 }],
      servicePrices: [
        {
          clinicId,
          id: newId(),
          serviceId,
          effectiveFrom: dateIn(now, timeZone),
          priceMinor: price,
          taxCode: usualTaxCode(discipline.profession as Profession),
        },
      ],
    });
    await addGivers(tx, await giversOf(t, serviceId, givers));
    await calendarChanged(t);
    await record(t, [{ deed: "service.added", subjectKind: "service", subjectId: serviceId }]);
    return { serviceId };
  });
}

/** Prices are agreed when a visit is booked; this one is for visits from that day on. Refuses with `invalid` for a day that is over. */
export async function setPrice(ctx: Ctx, input: z.output<typeof priceInput> & { serviceId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { serviceId, price, from } = input;
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const { timeZone } = await loadClinic(t);
    if (from < dateIn(now, timeZone)) {
      const message = "A price begins today or later; what was agreed before stays as it was.";
      throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
    }
    const service = await mustBeHere(t, serviceId);
    const discipline = (await disciplineRows(tx, clinicId)).find(({ id }) => id === service.disciplineId)!;
    const taxCode = usualTaxCode(discipline.profession as Profession);
    await putPrice(tx, { clinicId, id: newId(), serviceId, effectiveFrom: from, priceMinor: price, taxCode });
    await calendarChanged(t);
    await record(t, [
      { deed: "service.priced", subjectKind: "service", subjectId: serviceId, detail: { from, priceMinor: price } },
    ]);
  });
}

/** Nobody books it any more; what is booked stays. Refuses with `not_found`. */
export async function retireService(ctx: Ctx, input: { serviceId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    await mustBeHere(t, input.serviceId);
    await updateService(t.tx, t.clinicId, input.serviceId, { retiredAt: t.now });
    await calendarChanged(t);
    await record(t, [{ deed: "service.retired", subjectKind: "service", subjectId: input.serviceId }]);
  });
}
