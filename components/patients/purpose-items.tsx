// Purposes as a page lists them, with their dates as its reader writes them.
import type { ReactNode } from "react";
import type { PurposeItem } from "@/components/patients/purpose-list";
import { purposes, type Purpose } from "@/lib/intake/purposes";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";

type Line = {
  purpose: Purpose;
  given: boolean;
  at: Date | null;
  how: string | null;
  before: readonly { given: boolean; at: Date }[];
};

/** `sign`: where one says yes to treatment. */
export function purposeItems(
  lines: readonly Line[],
  clinic: { timeZone: string; locale: string },
  { sign }: { sign: ReactNode },
): PurposeItem[] {
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  const word = (one: { given: boolean; at: Date }) => `${one.given ? "yes" : "no"} on ${day(one.at)}`;
  return lines.map(({ purpose, given, at, how, before }) => {
    const { name, text, refused } = purposes[purpose];
    const said = at ? `${given ? "Yes" : "No"} since ${day(at)}${how === "desk" ? ", noted by the desk" : ""}` : null;
    const signs = purpose === "care" && !given;
    return {
      purpose,
      name,
      text,
      refused,
      given,
      since: said,
      before: before.map((one) => `before: ${word(one)}`),
      ...(signs ? { instead: sign ?? <p>Ask the desk for the text to sign.</p> } : {}),
    };
  });
}
