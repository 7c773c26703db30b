// Words that stand nowhere but in the names and charts of certain patients: an answer that holds one tells whose it is.
import type postgres from "postgres";
import type { Ground } from "./things.ts";

/** The patient themself, everybody else of their clinic, and the same of the other clinic. */
export const groups = ["own", "other", "foreign", "foreignOther"] as const;
export type Group = (typeof groups)[number];
export type Word = `${Group} ${"name" | "chart"}`;

const spoken: Record<Word, string> = {
  "own name": "Qzamber",
  "own chart": "qzmyalgia",
  "other name": "Qzbirch",
  "other chart": "qzneuralgia",
  "foreign name": "Qzcedar",
  "foreign chart": "qzsciatica",
  "foreignOther name": "Qzdogwood",
  "foreignOther chart": "qztorticollis",
};

const charts: Record<string, readonly string[]> = {
  episodes: ["condition"],
  assessments: ["muscles", "joints", "posture", "movement"],
  notes: ["body"],
  attachments: ["label"],
};

/** Writes them over what the demo clinics hold. As administrator. */
export async function plantCanaries(sql: postgres.Sql, ground: Ground): Promise<void> {
  const of = (clinic: string, patient: string, whole: Group, single: Group, what: "name" | "chart", column: string) =>
    sql`case when ${sql(column)} = ${patient} then ${spoken[`${single} ${what}`]} else ${spoken[`${whole} ${what}`]} end`;
  for (const [one, whole, single] of [
    [ground.own, "other", "own"],
    [ground.foreign, "foreignOther", "foreign"],
  ] as const) {
    const { clinic, patient } = one;
    const name = of(clinic, patient, whole, single, "name", "id");
    await sql`update patients set name = ${name} || ' ' || left(id::text, 8), preferred_name = null,
      email = lower(${name}) || '.' || id || '@example.test' where clinic_id = ${clinic}`;
    const named = of(clinic, patient, whole, single, "name", "patient_id");
    await sql`update call_tasks set name = ${named} where clinic_id = ${clinic}`;
    await sql`update consents set signed_name = ${named} where clinic_id = ${clinic}`;
    const chart = of(clinic, patient, whole, single, "chart", "patient_id");
    for (const [table, columns] of Object.entries(charts))
      for (const column of columns)
        await sql`update ${sql(table)} set ${sql(column)} = ${chart} where clinic_id = ${clinic}`;
  }
}

/** The words that an answer holds. */
export const heardIn = (text: string): Word[] =>
  (Object.keys(spoken) as Word[]).filter((word) => text.toLowerCase().includes(spoken[word].toLowerCase()));
