/** The four disciplines as a clinic starts with them: colours, lengths, prices, rooms; every number may be edited. */

import type { PayerDiscipline } from "./payer-fees.ts";
import type { Profession } from "./scope-rules.ts";

/** A follow-up or a first visit; prices in whole cents before and since 2026-04-01. */
export type ServiceDesign = { minutes: number; first?: true; prices: readonly [before: number, since: number] };

export type DisciplineDesign = {
  code: PayerDiscipline;
  name: string;
  /** What a visit is called: `Massage therapy, 45 minutes`. */
  visit: string;
  letter: string;
  hue: 1 | 2 | 3 | 4;
  deep: boolean;
  profession: Profession;
  title: string;
  college: string;
  /** Minutes of the grid on which starts lie, unless a service is of another length. */
  step: (minutes: number) => number;
  bufferAfter: number;
  needs: (minutes: number, first: boolean) => string;
  about: string;
  services: readonly ServiceDesign[];
};

const first = (minutes: number, before: number, since: number): ServiceDesign => ({
  minutes,
  first: true,
  prices: [before, since],
});
const visit = (minutes: number, before: number, since: number): ServiceDesign => ({ minutes, prices: [before, since] });

export const massage: DisciplineDesign = {
  code: "massage_therapy",
  name: "Massage therapy",
  visit: "Massage therapy",
  letter: "M",
  hue: 1,
  deep: true,
  profession: "rmt",
  title: "Registered massage therapist",
  college: "CCHPBC",
  step: () => 15,
  bufferAfter: 10,
  needs: () => "treatment_room",
  about: "Hands-on work on muscles and soft tissue, for headaches, neck and back.",
  services: [first(60, 12_500, 13_200), visit(30, 7500, 7900), visit(45, 10_500, 11_000), visit(60, 12_800, 13_500)],
};

export const physio: DisciplineDesign = {
  code: "physiotherapy",
  name: "Physiotherapy",
  visit: "Physiotherapy",
  letter: "P",
  hue: 2,
  deep: false,
  profession: "physiotherapist",
  title: "Physiotherapist",
  college: "CHCPBC",
  step: (minutes) => (minutes % 20 === 0 ? 20 : 15),
  bufferAfter: 0,
  needs: (minutes, isFirst) => (isFirst || minutes >= 45 ? "treatment_room" : "exercise_space"),
  about: "Movement, strength and manual therapy, with exercises for home.",
  services: [
    first(60, 15_100, 15_800),
    visit(30, 8500, 8900),
    visit(40, 9900, 10_500),
    visit(45, 11_000, 11_500),
    visit(60, 14_000, 14_500),
  ],
};

export const acupuncture: DisciplineDesign = {
  code: "acupuncture",
  name: "Acupuncture",
  visit: "Acupuncture",
  letter: "A",
  hue: 3,
  deep: false,
  profession: "acupuncturist",
  title: "Registered acupuncturist",
  college: "CCHPBC",
  step: (minutes) => (minutes % 20 === 0 ? 20 : 15),
  bufferAfter: 5,
  needs: () => "treatment_room",
  about: "Needling and related care, often for headaches that keep coming back.",
  services: [first(60, 13_500, 14_200), visit(30, 8000, 8400), visit(40, 10_500, 11_300)],
};

export const osteopathic: DisciplineDesign = {
  code: "osteopathic_manual_practice",
  name: "Osteopathic manual practice",
  visit: "Osteopathic manual practice",
  letter: "O",
  hue: 4,
  deep: true,
  // "Osteopath" is kept for physicians in British Columbia; others say osteopathic practitioner (since 2009).
  profession: "osteopathic_practitioner",
  title: "Osteopathic practitioner",
  college: "Not a regulated profession; member of a voluntary association",
  step: () => 15,
  bufferAfter: 10,
  needs: () => "treatment_room",
  about: "Gentle hands-on work on joints and soft tissue. Not a regulated profession in this province.",
  services: [first(60, 14_500, 15_200), visit(30, 8500, 8900), visit(45, 11_500, 12_000)],
};

export const disciplines: readonly DisciplineDesign[] = [massage, physio, acupuncture, osteopathic];

/** What a service of the discipline is called, what is said of it, and how it stands in the calendar. */
export function serviceWords(
  discipline: DisciplineDesign,
  { minutes, first: isFirst = false }: { minutes: number; first?: boolean },
) {
  return {
    name: isFirst ? `${discipline.visit} assessment` : `${discipline.visit}, ${minutes} minutes`,
    about: isFirst
      ? `Your first visit: history, examination and a first treatment. ${discipline.about}`
      : discipline.about,
    stepMin: discipline.step(minutes),
    need: discipline.needs(minutes, isFirst),
  };
}

/** Whether treatment by the profession is taxed, as `service_prices.tax_code` says it; the dated tax rows say at which rate. */
export const usualTaxCode = (profession: Profession): "gst" | "exempt" =>
  profession === "rmt" || profession === "osteopathic_practitioner" ? "gst" : "exempt";
