// Erases in a restored backup what was erased after it was made, by the list of the database that it replaces.
import type postgres from "postgres";

type Erasure = {
  clinic_id: string;
  id: string;
  patient_id: string;
  kept_until: string;
  erased_on: string;
  erased_at: string;
  member_id: string;
};

/** Ids and days alone. Empty for a database from before there were erasures. */
export async function erasuresOf(sql: postgres.ISql): Promise<Erasure[]> {
  const [there] = await sql<{ there: boolean }[]>`select to_regclass('public.erasures') is not null as there`;
  if (!there!.there) return [];
  return sql<
    Erasure[]
  >`select clinic_id, id, patient_id, kept_until::text, erased_on::text, erased_at::text, member_id from erasures`;
}

/**
 * For the administrator. Answers how many records were erased again; a patient that the backup does not know needs nothing. An erasure by
 * somebody who joined after the backup is done, but has no row in the list again.
 */
export async function eraseAgain(sql: postgres.ISql, erasures: readonly Erasure[]): Promise<number> {
  let again = 0;
  for (const row of erasures) {
    const { clinic_id: clinic, patient_id: patient, member_id: member } = row;
    const [due] = await sql`select 1 from patients p where p.clinic_id = ${clinic} and p.id = ${patient}
      and not exists (select 1 from erasures e where e.clinic_id = ${clinic} and e.patient_id = ${patient})`;
    if (!due) continue;
    await sql`select app.blank_patient(${clinic}, ${patient})`;
    await sql`insert into erasures (clinic_id, id, patient_id, kept_until, erased_on, erased_at, member_id)
      select ${clinic}, ${row.id}, ${patient}, ${row.kept_until}::text::date, ${row.erased_on}::text::date,
        ${row.erased_at}::text::timestamptz, m.id from members m where m.clinic_id = ${clinic} and m.id = ${member}`;
    again += 1;
  }
  return again;
}
