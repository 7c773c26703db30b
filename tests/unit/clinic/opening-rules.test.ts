// What a clinic begins with: the taxes of its province, the payers of British Columbia there alone, and templates it can carry out.
import { expect, test } from "vitest";
import { places } from "../../../lib/clinic/regions.ts";
import { openingRules, templatesFor } from "../../../lib/clinic/opening-rules.ts";
import { careLinesOf } from "../../../lib/intake/care-lines.ts";
import { dateIn } from "../../../lib/time/zone.ts";

let count = 0;
const open = (region: string, offered = ["massage_therapy", "physiotherapy"]) =>
  openingRules({ clinicId: "c", region, offered, from: "2026-11-26", newId: () => `id-${count++}` });
const rate = (region: string, profession: string) =>
  open(region).taxRates.find((row) => row.profession === profession && row.supply === "treatment")!;

test("GST is five percent in British Columbia, HST thirteen in Ontario; what is exempt is so in both", () => {
  expect(rate("BC", "rmt")).toMatchObject({ code: "gst", rateBp: 500 });
  expect(rate("ON", "rmt")).toMatchObject({ code: "gst", rateBp: 1300 });
  expect(rate("ON", "rmt").source).toContain("HST in Ontario");
  for (const region of ["BC", "ON"])
    expect(rate(region, "physiotherapist")).toMatchObject({ code: "exempt", rateBp: 0 });
});

test("the public payers' fees are those of British Columbia", () => {
  expect(open("BC").payerRules.length).toBeGreaterThan(0);
  expect(open("ON").payerRules).toEqual([]);
});

test("every place has its own nurse line and a zone that is known", () => {
  for (const { region, timeZone } of places) {
    expect(careLinesOf(region).place).toBe(region === "BC" ? "BC" : "Ontario");
    expect(dateIn(new Date("2026-11-26T12:00:00Z"), timeZone)).toBe("2026-11-26");
  }
});

test("a template comes only with somebody for each of its tracks", () => {
  const massageAlone = templatesFor(["massage_therapy"]).map(({ code }) => code);
  expect(massageAlone).toContain("T1");
  expect(massageAlone.length).toBeLessThan(templatesFor(["massage_therapy", "physiotherapy"]).length);
  expect(templatesFor([])).toEqual([]);
});
