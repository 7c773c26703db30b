// Lakeside Therapy in Toronto: three disciplines, four practitioners, a zone that still changes its clocks, no GST registration.
import { acupuncture, massage, physio, type DisciplineDesign } from "../../db/seed/rows/disciplines.ts";
import type { ClinicDesign } from "./design.ts";

const inOntario = (discipline: DisciplineDesign, college: string): DisciplineDesign => ({ ...discipline, college });

export const lakeside: ClinicDesign = {
  slug: "lakeside",
  name: "Lakeside Therapy",
  zone: "America/Toronto",
  region: "ON",
  phone: "+14165550100",
  address: "77 Harbord Street, Toronto, ON M5S 1G4",
  arrival: "First floor, above the bakery. There is a ramp at the back; please call.",
  about: "A small practice for necks, backs and headaches.",
  gstNumber: null,
  resources: [
    ["treatment_room", "Room A"],
    ["treatment_room", "Room B"],
    ["treatment_room", "Room C"],
    ["exercise_space", "Exercise corner"],
  ],
  disciplines: [inOntario(massage, "CMTO"), inOntario(physio, "CPO"), inOntario(acupuncture, "CTCMPAO")],
  practitioners: [
    {
      name: "Elena Rossi",
      discipline: "massage_therapy",
      pronouns: "she/her",
      gender: "woman",
      languages: ["English", "Italian"],
      about: "Headaches and shoulders.",
      credentials: ["intra_oral"],
      shifts: [
        [[1, 2], "9:00-12:30 13:15-17:00"],
        [[4], "12:00-15:30 16:00-19:30"],
      ],
      role: "practitioner",
      holidays: [-240],
    },
    {
      name: "Kwame Mensah",
      discipline: "massage_therapy",
      pronouns: "he/him",
      gender: "man",
      languages: ["English", "French"],
      about: "Backs, hips and long-distance runners.",
      credentials: [],
      shifts: [
        [[3, 5], "9:00-12:30 13:15-17:00"],
        [[6], "9:00-14:00"],
      ],
      role: "practitioner",
      holidays: [-170],
    },
    {
      name: "Anjali Desai",
      discipline: "physiotherapy",
      pronouns: "she/her",
      gender: "woman",
      languages: ["English", "Gujarati", "Hindi"],
      about: "Clinical lead. Necks, backs and return to sport.",
      credentials: ["spinal_thrust"],
      shifts: [[[1, 2, 3, 4], "8:20-12:20 13:00-16:40"]],
      role: "clinical_lead",
      holidays: [-310],
    },
    {
      name: "Victor Lam",
      discipline: "acupuncture",
      pronouns: "he/him",
      gender: "man",
      languages: ["English", "Cantonese"],
      about: "Headache prevention.",
      credentials: [],
      shifts: [[[2, 5], "10:00-13:00 13:40-17:40"]],
      role: "practitioner",
      holidays: [],
    },
  ],
  staff: [
    { name: "Grace Lindqvist", role: "owner" },
    { name: "Noah Bennett", role: "front_desk" },
  ],
  areaCodes: ["416", "647"],
  patients: 120,
  months: 18,
  lateFees: [4000, 5000],
};
