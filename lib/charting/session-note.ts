// A session note by its parts, and in words. Pure.
import { placeName } from "./body-regions.ts";
import { muscleOf } from "./muscles.ts";
import { techniqueNames } from "./techniques.ts";

export type Side = "left" | "right" | "both" | "middle";

export type TechniqueLine = {
  technique: string;
  muscle: string;
  side: Side;
  /** 1 light to 5 deep, as the patient says it. */
  pressure: number | null;
  minutes: number | null;
};

export type Finding = {
  /** `temple:left` */
  place: string;
  /** Where it hurts by itself, or where pressing elsewhere is felt. */
  kind: "local" | "referred";
  /** Pressing it brings on the pain the patient knows. */
  familiar: boolean;
  /** 0 to 10. */
  pain: number | null;
};

/** Degrees, or a share of the expected range. */
export type Motion = { movement: string; before: number | null; after: number | null };

export type SessionNote = {
  subjective: string;
  objective: string;
  assessment: string;
  plan: string;
  techniques: TechniqueLine[];
  findings: Finding[];
  motions: Motion[];
  tolerance: "well" | "some_soreness" | "poorly" | null;
};

export const movements: Readonly<Record<string, string>> = {
  neck_flexion: "Neck, bending forward",
  neck_extension: "Neck, bending back",
  neck_rotation_left: "Neck, turning left",
  neck_rotation_right: "Neck, turning right",
  neck_side_left: "Neck, tilting left",
  neck_side_right: "Neck, tilting right",
  jaw_opening: "Jaw opening (mm)",
  shoulder_flexion: "Shoulder, raising forward",
  shoulder_abduction: "Shoulder, raising sideways",
  back_flexion: "Back, bending forward",
};

export const toleranceWords = {
  well: "Tolerated well",
  some_soreness: "Some soreness",
  poorly: "Tolerated poorly",
} as const;

/** What a practice often looks at first; opening one writes nothing, it only offers these lines. */
export const focusPresets: readonly { code: string; name: string; muscles: string[]; movements: string[] }[] = [
  {
    code: "desk",
    name: "Desk work",
    muscles: ["upper_trapezius", "levator_scapulae", "suboccipitals", "pectorals"],
    movements: ["neck_rotation_left", "neck_rotation_right", "neck_extension"],
  },
  {
    code: "jaw",
    name: "Jaw",
    muscles: ["masseter", "temporalis", "pterygoids", "scm_sternal"],
    movements: ["jaw_opening", "neck_extension"],
  },
  {
    code: "post_injury",
    name: "After an injury",
    muscles: ["scalenes", "scm_sternal", "splenius_cervicis", "suboccipitals"],
    movements: ["neck_flexion", "neck_extension", "neck_rotation_left", "neck_rotation_right"],
  },
];

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const techniqueWords = ({ technique, muscle, side, pressure, minutes }: TechniqueLine): string =>
  [
    techniqueNames[technique] ?? technique,
    ...(muscle ? [`${lower(muscleOf(muscle)?.name ?? muscle)}${side === "middle" ? "" : `, ${side}`}`] : []),
    ...(pressure === null ? [] : [`pressure ${pressure} of 5`]),
    ...(minutes === null ? [] : [`${minutes} min`]),
  ].join(", ");

const findingWords = ({ place, kind, familiar, pain }: Finding): string =>
  [
    placeName(place),
    kind === "referred" ? "referred" : "local",
    ...(pain === null ? [] : [`pain ${pain} of 10`]),
    ...(familiar ? ["the familiar pain"] : []),
  ].join(", ");

const motionWords = ({ movement, before, after }: Motion): string =>
  `${movements[movement] ?? movement}: ${[before, after].map((one) => (one === null ? "–" : String(one))).join(" → ")}`;

/** The note as a text that reads by itself, part by part; parts without anything are left out. */
export function noteText(note: SessionNote): string {
  const list = (lines: string[]) => lines.map((line) => `– ${line}`).join("\n");
  const parts: [string, string][] = [
    ["Subjective", note.subjective],
    ["Objective", note.objective],
    ["Found", list(note.findings.map(findingWords))],
    ["Movement, before → after", list(note.motions.map(motionWords))],
    ["Done", list(note.techniques.map(techniqueWords))],
    ["Response", note.tolerance === null ? "" : toleranceWords[note.tolerance]],
    ["Assessment", note.assessment],
    ["Plan", note.plan],
  ];
  return parts
    .filter(([, text]) => text !== "")
    .map(([title, text]) => (text.startsWith("–") ? `${title}\n${text}` : `${title}: ${text}`))
    .join("\n\n");
}
