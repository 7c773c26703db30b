/** Where a clinic may be: its province, and the zone whose clocks hang on its wall. */

export type Place = { code: string; label: string; region: string; timeZone: string };

const place = (region: string, timeZone: string, label: string): Place => ({
  code: `${region} ${timeZone}`,
  label,
  region,
  timeZone,
});

/** Provinces in which the federal GST alone is charged on these services, and Ontario, whose HST the clinic sets itself. */
export const places: readonly Place[] = [
  place("BC", "America/Vancouver", "British Columbia"),
  place("BC", "America/Fort_Nelson", "British Columbia, Northern Rockies (Fort Nelson)"),
  place("BC", "America/Dawson_Creek", "British Columbia, Peace River (Dawson Creek)"),
  place("BC", "America/Creston", "British Columbia, Creston"),
  place("AB", "America/Edmonton", "Alberta"),
  place("SK", "America/Regina", "Saskatchewan"),
  place("MB", "America/Winnipeg", "Manitoba"),
  place("ON", "America/Toronto", "Ontario"),
  place("YT", "America/Whitehorse", "Yukon"),
];
