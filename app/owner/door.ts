// What the owner's pages share: who may come in, and how the address says the day and the narrowing.
import { isId } from "@/lib/ids";
import { payers, templateCodeInput, type Payer } from "@/lib/insights/insights-input";
import type { StaffDoor } from "@/lib/server/contexts";
import { isDate, type LocalDate } from "@/lib/time/dates";
import { dateIn } from "@/lib/time/zone";

type Asked = Record<string, string | string[] | undefined>;

/** A single, non-empty value of the address. */
export const one = (asked: Asked, name: string): string | undefined => {
  const value = asked[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

export type OwnerAsk = {
  asOf: LocalDate | undefined;
  discipline: string | undefined;
  practitioner: string | undefined;
  template: string | undefined;
  payer: Payer | undefined;
};

/** What makes no sense in an address is left out. */
export function readAsk(asked: Asked, { ctx, clinic }: StaffDoor): OwnerAsk {
  const day = one(asked, "asOf");
  const today = dateIn(ctx.now, clinic.timeZone);
  const id = (name: string) => {
    const value = one(asked, name);
    return value !== undefined && isId(value) ? value : undefined;
  };
  return {
    asOf: day !== undefined && isDate(day) && day < today ? day : undefined,
    discipline: id("discipline"),
    practitioner: id("practitioner"),
    template: templateCodeInput.safeParse(one(asked, "template")).data,
    payer: payers.find((payer) => payer === one(asked, "payer")),
  };
}

/** As verbs are asked. */
export const narrowingOf = ({ asOf, discipline, practitioner, template, payer }: OwnerAsk) => ({
  asOf,
  disciplineId: discipline,
  practitionerId: practitioner,
  templateCode: template,
  payer,
});

/** Whether the address asks for anything else than everybody today. */
export const isNarrowed = (ask: OwnerAsk): boolean => Object.values(ask).some((value) => value !== undefined);

export function address(path: string, questions: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(questions)) if (value !== undefined) search.set(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The first day of a period, where the address names one that exists. */
export function readFrom(asked: Asked): LocalDate | undefined {
  const from = one(asked, "from");
  return from !== undefined && isDate(from) ? from : undefined;
}

/** The earlier day to compare with, where the address names one that lies before the day itself. */
export function readCompare(asked: Asked, { asOf }: OwnerAsk, { ctx, clinic }: StaffDoor): LocalDate | undefined {
  const day = one(asked, "compare");
  const last = asOf ?? dateIn(ctx.now, clinic.timeZone);
  return day !== undefined && isDate(day) && day < last ? day : undefined;
}
