/** Where a clinic may be: its province, and the zone whose clocks hang on its wall. */

export type Place = { code: string; label: string; region: string; timeZone: string };

const place = (region: string, timeZone: string, label: string): Place => ({
  code: `${region} ${timeZone}`,
  label,
  region,
  timeZone,
});

/** Provinces whose nurse lines and taxes stand in the rows that a clinic begins with. */
export const places: readonly Place[] = [
  place("BC", "America/Vancouver", "British Columbia"),
  place("BC", "America/Fort_Nelson", "British Columbia, Northern Rockies (Fort Nelson)"),
  place("BC", "America/Dawson_Creek", "British Columbia, Peace River (Dawson Creek)"),
  place("BC", "America/Creston", "British Columbia, Creston"),
  place("ON", "America/Toronto", "Ontario"),
];
