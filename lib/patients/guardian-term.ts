/** From when until when somebody may act for another person online. */
import { guardianAges, type GuardianAges } from "../../db/seed/rows/guardian-ages.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import { addYears, type LocalDate } from "../time/dates.ts";

export const relations = {
  parent: "Parent",
  guardian: "Legal guardian",
  kin: "Family or foster carer",
  representative: "Representative of an adult, by agreement or by court",
} as const;

export type Relation = keyof typeof relations;

/** What for the desk to look at papers again. */
const adultYears = 1;

/** British Columbia's where the region has no row. */
export function agesOn(region: string, date: LocalDate): GuardianAges {
  const known = region.endsWith("ON") ? "CA-ON" : "CA-BC";
  const row = latestRow(
    guardianAges.filter((one) => one.region === known),
    date,
  );
  if (!row) throw new Error(`no rule of guardians in ${known} on ${date}`);
  return row;
}

export type GuardianTerm =
  | { from: LocalDate; until: LocalDate }
  /** `of_age`: they act for themselves. `ask_young`: they have to agree first. `too_young`: nobody represents a child this way. */
  | { problem: "of_age" | "ask_young" | "too_young" };

type Asked = {
  birthDate: LocalDate;
  relation: Relation;
  youngAgrees: boolean;
  today: LocalDate;
  ages: Pick<GuardianAges, "askFrom" | "endsAt">;
};

/** `until` is the first day on which it no longer holds. */
export function guardianTerm({ birthDate, relation, youngAgrees, today, ages }: Asked): GuardianTerm {
  const [asked, ends] = [addYears(birthDate, ages.askFrom), addYears(birthDate, ages.endsAt)];
  if (relation === "representative")
    return today < ends ? { problem: "too_young" } : { from: today, until: addYears(today, adultYears) };
  if (today >= ends) return { problem: "of_age" };
  if (today < asked) return { from: today, until: asked };
  return youngAgrees ? { from: today, until: ends } : { problem: "ask_young" };
}
