// Episodes of care: what brings somebody in, and who pays for it.
import type { LocalDate } from "../../lib/time/dates.ts";
import type { Clinic } from "./clinic.ts";
import type { Episode, Patient } from "./patients.ts";
import type { Story } from "./story.ts";

export type Trouble = {
  condition: string;
  onset: "gradual" | "sudden";
  payer: Episode["payer"];
  crashDate?: LocalDate;
};

const limits = [
  { percentBp: 8000, annualMaxMinor: 50_000 },
  { percentBp: 10_000, perVisitMaxMinor: 6000, annualMaxMinor: 75_000 },
  { percentBp: 8000, perVisitMaxMinor: 9000, annualMaxMinor: 100_000 },
] as const;

/** Opens an episode; the patient's later visits belong to it. */
export function openEpisode({ clinic }: Story, patient: Patient, trouble: Trouble, at: Date): Episode {
  const { draw, clock, rows, id: clinicId } = clinic;
  const { payer, crashDate } = trouble;
  const id = draw.id(at);
  const planLimits = payer === "extended" ? { ...draw.pick(limits) } : undefined;
  rows.episodes.push({
    clinicId,
    id,
    patientId: patient.id,
    ...trouble,
    ...(payer === "icbc" ? { claimNumber: `ST${draw.whole(100_000, 999_999)}-${draw.whole(1, 9)}` } : {}),
    ...(planLimits ? { planLimits } : {}),
    startedOn: crashDate ?? clock.dateOf(at),
    createdAt: at,
  });
  patient.episode = {
    id,
    payer,
    visits: new Map(),
    ...(crashDate ? { crashDate } : {}),
    ...(planLimits ? { planLimits } : {}),
  };
  return patient.episode;
}

const everyday = [
  "Stiff neck after long days at a desk",
  "Tension headaches in the evening",
  "Upper back tightness",
  "Low back pain after lifting",
  "Shoulder pain from swimming",
  "Jaw clenching at night",
] as const;

/** Somebody who comes now and then: mostly at their own cost. */
export function everydayTrouble({ draw, design }: Clinic): Trouble {
  const payer = draw.weighted([
    ["self", 70],
    ["extended", 24],
    ["msp", design.region === "BC" ? 6 : 0],
  ] as const);
  return { condition: draw.pick(everyday), onset: "gradual", payer };
}
