// The emergency and nurse lines of a clinic's region.
import { CARE_LINES, type CareLines } from "./screen-text.ts";

/** `region` as the clinic keeps it: `BC`, `ON` or with the country, `CA-BC`. British Columbia's where none is known. */
export function careLinesOf(region: string): CareLines {
  return region.endsWith("ON") ? CARE_LINES["CA-ON"] : CARE_LINES["CA-BC"];
}
