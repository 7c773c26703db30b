// Purposes as a page lists them, with their dates as its reader writes them.
import type { ReactNode } from "react";
import type { PurposeItem } from "@/components/patients/purpose-list";
import { purposes, type Purpose } from "@/lib/intake/purposes";
import { asWritten, type Tell } from "@/lib/languages/tell";
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
  { sign, t = asWritten }: { sign: ReactNode; t?: Tell },
): PurposeItem[] {
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  const word = (one: { given: boolean; at: Date }) =>
    t(one.given ? `before: yes on ${day(one.at)}` : `before: no on ${day(one.at)}`);
  return lines.map(({ purpose, given, at, how, before }) => {
    const { name, text, refused } = purposes[purpose];
    const since = at && t(given ? `Yes since ${day(at)}` : `No since ${day(at)}`);
    const said = since && (how === "desk" ? `${since}, ${t("noted by the desk")}` : since);
    const signs = purpose === "care" && !given;
    return {
      purpose,
      name,
      text,
      refused,
      given,
      since: said,
      before: before.map(word),
      ...(signs ? { instead: sign ?? <p>{t("Ask the desk for the text to sign.")}</p> } : {}),
    };
  });
}
