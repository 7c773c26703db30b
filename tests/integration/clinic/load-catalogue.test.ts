import { afterAll, beforeAll, expect, test } from "vitest";
import { servicePrices } from "../../../db/schema/index.ts";
import { clinicBySlug, loadClinic } from "../../../lib/clinic/load-clinic.ts";
import { loadCatalogue } from "../../../lib/clinic/load-catalogue.ts";
import { priceOn } from "../../../lib/clinic/price-on.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

test("finds a clinic by its address, and none where there is none", async () => {
  expect((await clinicBySlug(clinic.db, clinic.slug))?.id).toBe(clinic.clinicId);
  expect(await clinicBySlug(clinic.db, "nowhere")).toBeNull();
  await expect(loadClinic({ ...clinic.guestCtx(), clinicId: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("shows services with price, tax and people in the clinic's order", async () => {
  const catalogue = await loadCatalogue(clinic.guestCtx());
  expect(
    catalogue.services.map((service) => [service.name, service.priceMinor, service.taxMinor, service.taxCode]),
  ).toEqual([
    ["Massage, first visit", 14_000, 700, "gst"],
    ["Massage, 60 minutes", 12_800, 640, "gst"],
    ["Physiotherapy, 30 minutes", 9_500, 0, "exempt"],
  ]);
  expect(catalogue.services[1]!.practitionerIds).toEqual([clinic.ids.priya, clinic.ids.tom]);
  expect(catalogue.practitioners.map((person) => person.disciplineCodes)).toEqual([
    ["massage_therapy"],
    ["massage_therapy", "physiotherapy"],
  ]);
  expect(catalogue.policy).toMatchObject({ cancelNoticeHours: 24, horizonDays: 180 });
});

test("the price of the visit's own day holds", async () => {
  await clinic.inside((tx) =>
    tx.insert(servicePrices).values({
      clinicId: clinic.clinicId,
      id: newId(),
      serviceId: clinic.ids.massage,
      effectiveFrom: "2027-01-01",
      priceMinor: 13_500,
      taxCode: "gst",
    }),
  );
  const of = (date: string) => priceOn(clinic.guestCtx(), clinic.ids.massage, clinic.ids.priya, date);
  expect((await of("2026-12-31")).priceMinor).toBe(12_800);
  expect(await of("2027-01-01")).toEqual({ priceMinor: 13_500, taxMinor: 675, taxCode: "gst", currency: "CAD" });
  await expect(of("2025-12-31")).rejects.toMatchObject({ code: "not_bookable" });
});
