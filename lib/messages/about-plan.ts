// Decides what is told about a plan and its course of appointments.
import { cancelledStarts, clinicToTell, plannedStarts, planToTell } from "../../db/queries/messages.ts";
import { planLink } from "../plans/plan-link.ts";
import type { CalendarEntry } from "./calendar-entry.ts";
import * as letters from "./letters.ts";
import { named, type Decide } from "./message.ts";

type Placed = { chainId: string; sequence: number; startsAt: Date; endsAt: Date };

const entriesOf = (rows: readonly Placed[], later: 0 | 1): CalendarEntry[] =>
  rows.map((row) => ({
    chainId: row.chainId,
    sequence: row.sequence + later,
    start: row.startsAt,
    end: row.endsAt,
  }));

export const tellOffered: Decide = async (t, job) => {
  const plan = await planToTell(t.tx, t.clinicId, named(job, "planId"));
  if (plan?.status !== "offered" || !plan.offerExpiresAt) return { skip: "no longer offered" };
  const clinic = await clinicToTell(t.tx, t.clinicId);
  return {
    patientId: plan.patientId,
    topic: "booking",
    letter: letters.offerLetter(clinic, planLink(t, clinic.slug, plan.id), plan.offerExpiresAt),
  };
};

export const tellCourse: Decide = async (t, job) => {
  const plan = await planToTell(t.tx, t.clinicId, named(job, "planId"));
  if (plan?.status !== "active" && plan?.status !== "on_hold") return { skip: "no longer active" };
  const clinic = await clinicToTell(t.tx, t.clinicId);
  const booked = await plannedStarts(t.tx, t.clinicId, plan.id);
  if (!booked.length) return { skip: "nothing booked" };
  const url = planLink(t, clinic.slug, plan.id);
  const starts = booked.map((row) => row.startsAt);
  return {
    patientId: plan.patientId,
    topic: "booking",
    letter: letters.courseLetter(clinic, starts, url),
    ics: { entries: entriesOf(booked, 0), method: "REQUEST", place: clinic.name, url },
  };
};

export const tellStopped: Decide = async (t, job) => {
  const plan = await planToTell(t.tx, t.clinicId, named(job, "planId"));
  if (!plan) return { skip: "no such plan" };
  const clinic = await clinicToTell(t.tx, t.clinicId);
  const url = planLink(t, clinic.slug, plan.id);
  const gone = await cancelledStarts(t.tx, t.clinicId, plan.id, t.now);
  return {
    patientId: plan.patientId,
    topic: "booking",
    letter: letters.stoppedLetter(clinic, url),
    ...(gone.length
      ? { ics: { entries: entriesOf(gone, 1), method: "CANCEL" as const, place: clinic.name, url } }
      : {}),
  };
};
