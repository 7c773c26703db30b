/** What soreness after a visit asks for. House defaults, after Cambron 2007 (10 % minor discomfort, mostly over within 36 hours). */
import { reaches } from "./compare.ts";

export type AfterVisit = {
  /** 0–10, about a day after the visit. */
  soreness: number;
  /** Still sore after three days. */
  soreForDays: boolean;
  /** New numbness, weakness, dizziness, a change of sight or a severe headache. */
  nerveSign: boolean;
};

/** Whether a clinician should hear of it today. */
export const asksForCall = ({ soreness, soreForDays, nerveSign }: AfterVisit): boolean =>
  nerveSign || soreForDays || reaches(soreness, 7);

/** Whether the next visit begins one level of pressure lower. */
export const gentlerNext = (soreness: number): boolean => reaches(soreness, 4);
