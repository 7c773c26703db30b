// The clinic's week for its owner: whether they still want it and what it says, as things stand when it is sent.
import { readersOfDigest } from "../insights/choose-digest.ts";
import { digestOf } from "../insights/digest.ts";
import { daysBetween } from "../time/dates.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";
import { weekLetter } from "./week-letter.ts";

export const tellWeek: Decide = async (t, job) => {
  const reader = (await readersOfDigest(t)).find(({ id }) => id === named(job, "memberId"));
  if (!reader) return { skip: "they do without" };
  const clinic = await clinicFor(t, null);
  const digest = await digestOf(t);
  if (daysBetween(named(job, "monday"), digest.asOf) > 1) return { skip: "too late for this week" };
  if (digest.activePlans === 0) return { skip: "nothing to tell" };
  return { to: reader.email, patientId: null, topic: "account", letter: weekLetter(clinic, digest, t.publicUrl) };
};
