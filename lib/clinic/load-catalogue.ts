// Everything a clinic shows of itself on one day, read in one transaction.
import {
  clinicRow,
  disciplineRows,
  locationRows,
  offerRows,
  policyRow,
  practitionerRows,
  priceRows,
  serviceRows,
  taxRateRows,
} from "../../db/queries/clinics.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { Catalogue, PolicyView, ServiceView } from "./catalogue-views.ts";
import { priceOf, registeredOn, taxRatesOf } from "./price.ts";

const policyView = (row: PolicyView): PolicyView => ({
  cancelNoticeHours: row.cancelNoticeHours,
  lateFeeMinor: row.lateFeeMinor,
  depositMinor: row.depositMinor,
  planDepositMinor: row.planDepositMinor,
  minNoticeMin: row.minNoticeMin,
  horizonDays: row.horizonDays,
});

/** The catalogue on a local date, today's by default. Services without a price or without a practitioner are left out. */
export async function loadCatalogue(ctx: Ctx, onDate?: LocalDate): Promise<Catalogue> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async ({ tx }) => {
    const clinic = await clinicRow(tx, ctx.clinicId);
    if (!clinic) throw notFound("clinic");
    const date = onDate ?? dateIn(ctx.now, clinic.timeZone);
    const [locations, disciplines, services, people, offers, prices, rates, policy] = await Promise.all([
      locationRows(tx, ctx.clinicId),
      disciplineRows(tx, ctx.clinicId),
      serviceRows(tx, ctx.clinicId, ctx.now),
      practitionerRows(tx, ctx.clinicId, date),
      offerRows(tx, ctx.clinicId),
      priceRows(tx, ctx.clinicId, date),
      taxRateRows(tx, ctx.clinicId),
      policyRow(tx, ctx.clinicId, date),
    ]);
    if (!policy) throw new Refusal("not_bookable", "This clinic has no booking policy yet; its owner must set one.");
    const taxRates = taxRatesOf(rates);
    const disciplineOf = new Map(disciplines.map((discipline) => [discipline.id, discipline]));
    const shown = services.flatMap((service): ServiceView[] => {
      const discipline = disciplineOf.get(service.disciplineId);
      const offered = people.filter((person) =>
        offers.some((offer) => offer.serviceId === service.id && offer.practitionerId === person.id),
      );
      const first = offered[0];
      if (!discipline || !first) return [];
      const price = priceOf({
        prices,
        taxRates,
        serviceId: service.id,
        profession: discipline.profession,
        registeredForGst: registeredOn(first.gstRegisteredFrom, date),
        currency: clinic.currency,
        date,
      });
      if (!price) return [];
      return [
        {
          ...price,
          id: service.id,
          name: service.name,
          about: service.about,
          kind: service.kind === "first" ? "first" : "follow_up",
          disciplineId: discipline.id,
          disciplineCode: discipline.code,
          durationMin: service.durationMin,
          online: service.online,
          practitionerIds: offered.map((person) => person.id),
        },
      ];
    });
    const { published: _published, createdAt: _createdAt, ...clinicShown } = clinic;
    return {
      clinic: clinicShown,
      locations: locations.map(({ id, name, address, phone, arrival }) => ({ id, name, address, phone, arrival })),
      disciplines: disciplines.map(({ clinicId: _clinic, position: _position, ...discipline }) => discipline),
      services: shown,
      practitioners: people.map(({ supplierId: _supplier, gstRegisteredFrom: _from, ...person }) => ({
        ...person,
        disciplineCodes: disciplines
          .filter((discipline) =>
            shown.some((s) => s.disciplineId === discipline.id && s.practitionerIds.includes(person.id)),
          )
          .map((discipline) => discipline.code),
      })),
      policy: policyView(policy),
    };
  });
}
