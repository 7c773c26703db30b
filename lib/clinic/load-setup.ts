// Everything a clinic has set up of itself, read in one transaction for the pages on which it is changed.
import {
  clinicRow,
  disciplineRows,
  locationRows,
  offerRows,
  serviceRows,
  taxRateRows,
} from "../../db/queries/clinics.ts";
import { latestPrivacyNotice } from "../../db/queries/privacy-notices.ts";
import {
  allPriceRows,
  everyPractitioner,
  licenceRows,
  ownSupplier,
  payoutRateRows,
  policyRows,
  roomRows,
  serviceNeedRows,
  withHours,
} from "../../db/queries/setup.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { dateIn } from "../time/zone.ts";
import { latestRow } from "./dated-rows.ts";
import { payoutRatesOf } from "./payout-rates.ts";
import type { SetupView } from "./setup-views.ts";

export async function loadSetup(ctx: Ctx): Promise<SetupView> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async ({ tx, clinicId, now }) => {
    const clinic = await clinicRow(tx, clinicId);
    if (!clinic) throw notFound("clinic");
    const today = dateIn(now, clinic.timeZone);
    const [
      locations,
      rooms,
      disciplines,
      services,
      needs,
      prices,
      offers,
      people,
      licences,
      hours,
      policies,
      rates,
      supplier,
      notice,
      payouts,
    ] = await Promise.all([
      locationRows(tx, clinicId),
      roomRows(tx, clinicId, now),
      disciplineRows(tx, clinicId),
      serviceRows(tx, clinicId, now),
      serviceNeedRows(tx, clinicId),
      allPriceRows(tx, clinicId),
      offerRows(tx, clinicId),
      everyPractitioner(tx, clinicId),
      licenceRows(tx, clinicId),
      withHours(tx, clinicId),
      policyRows(tx, clinicId),
      taxRateRows(tx, clinicId),
      ownSupplier(tx, clinicId),
      latestPrivacyNotice(tx, clinicId),
      payoutRateRows(tx, clinicId),
    ]);
    const { createdAt: _createdAt, ...shown } = clinic;
    const bySupply = Map.groupBy(rates, ({ profession, supply }) => `${profession} ${supply}`);
    return {
      clinic: shown,
      today,
      supplier: {
        name: supplier?.name ?? "",
        address: supplier?.address ?? "",
        gstNumber: supplier?.gstNumber ?? null,
        gstFrom: supplier?.gstRegisteredFrom ?? null,
      },
      locations: locations.map(({ id, name, address, phone, arrival }) => ({ id, name, address, phone, arrival })),
      rooms: rooms.map(({ id, locationId, kind, name }) => ({ id, locationId, kind, name })),
      disciplines: disciplines.map(({ clinicId: _clinic, position: _position, ...one }) => one),
      services: services.map(({ clinicId: _clinic, position: _position, retiredAt: _retired, ...service }) => ({
        ...service,
        kind: service.kind === "first" ? "first" : "follow_up",
        need: needs.find(({ serviceId }) => serviceId === service.id)?.kind ?? null,
        prices: prices
          .filter(({ serviceId }) => serviceId === service.id)
          .map(({ effectiveFrom, priceMinor }) => ({ effectiveFrom, priceMinor })),
        givers: offers.filter(({ serviceId }) => serviceId === service.id).map(({ practitionerId }) => practitionerId),
      })),
      practitioners: people.map(({ practitioner, supplier: bills }) => {
        const { clinicId: _clinic, supplierId: _supplier, position: _position, ...person } = practitioner;
        return {
          ...person,
          supplierName: bills.name,
          licences: licences
            .filter(({ practitionerId }) => practitionerId === person.id)
            .map(({ clinicId: _of, practitionerId: _whose, ...licence }) => licence),
          serviceIds: offers
            .filter(({ practitionerId }) => practitionerId === person.id)
            .map(({ serviceId }) => serviceId),
          payoutRates: payoutRatesOf(payouts, person.id),
          hasHours: hours.has(person.id),
        };
      }),
      policies: policies.map(({ clinicId: _clinic, id: _id, ...policy }) => policy),
      taxRates: [...bySupply.values()].flatMap((rows) => {
        const row = latestRow(rows, today);
        if (!row) return [];
        const { profession, supply, effectiveFrom, code, rateBp, source } = row;
        return [{ profession, supply, effectiveFrom, code, rateBp, source }];
      }),
      privacyOfficer: notice?.officerName ?? null,
    };
  });
}
