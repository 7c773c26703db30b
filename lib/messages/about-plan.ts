// Decides what is told about a plan and its course of appointments.
import { cancelledStarts, plannedStarts, planToTell } from "../../db/queries/messages.ts";
import { askedToBeLeft } from "../../db/queries/open-visits.ts";
import { standingScreen } from "../intake/standing-screen.ts";
import { stops } from "../intake/standing.ts";
import { viewNextVisit, visitKey } from "../plans/next-visit.ts";
import { planLink } from "../plans/plan-link.ts";
import type { CalendarEntry } from "./calendar-entry.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";
import { spreadTimes } from "./nudges-due.ts";

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
  const clinic = await clinicFor(t, plan.patientId);
  return {
    patientId: plan.patientId,
    topic: "booking",
    letter: letters.offerLetter(clinic, planLink(t, clinic.slug, plan.id), plan.offerExpiresAt),
  };
};

export const tellCourse: Decide = async (t, job) => {
  const plan = await planToTell(t.tx, t.clinicId, named(job, "planId"));
  if (plan?.status !== "active" && plan?.status !== "on_hold") return { skip: "no longer active" };
  const clinic = await clinicFor(t, plan.patientId);
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
  const clinic = await clinicFor(t, plan.patientId);
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

/** Never about a visit that has a time meanwhile, of a plan that does not run, or to somebody who asked to be left. */
export const nudge: Decide = async (t, job) => {
  const visitId = named(job, "visitId");
  const plan = await planToTell(t.tx, t.clinicId, named(job, "planId"));
  if (plan?.status !== "active") return { skip: "the plan does not run" };
  if (stops(await standingScreen(t, plan.patientId))) return { skip: "waits for a review" };
  if (await askedToBeLeft(t.tx, t.clinicId, plan.id, visitId)) return { skip: "asked to be left" };
  const visit = await viewNextVisit(t, { visitId });
  if (visit.state !== "open") return { skip: visit.state };
  const times = spreadTimes(visit.starts, 3);
  if (!times.length) return { skip: "nothing free" };
  const clinic = await clinicFor(t, plan.patientId);
  const url = `${t.publicUrl}/${clinic.slug}/next/${visitKey(t, visitId)}`;
  return { patientId: plan.patientId, topic: "nudge", letter: letters.nudgeLetter(clinic, times, url) };
};
