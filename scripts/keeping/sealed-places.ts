// Everything that is sealed under the installation's secret, and how it comes under another one.
import type postgres from "postgres";
import { chartFileBound, chartFilePurpose } from "../../lib/charting/attachments.ts";
import { patientSeedPurpose } from "../../lib/patients/second-proof.ts";
import { keyIdOf, sealBytes, unsealBytes } from "../../lib/seal.ts";
import { seedPurpose } from "../../lib/staff/check-code.ts";
import { providerSecretPurpose } from "../../lib/staff/identity-provider.ts";

type Row = Record<string, string>;
type Place = {
  name: string;
  table: string;
  /** Columns that name a row. */
  key: string[];
  column: string;
  /** Whether the column holds text in base64url instead of bytes. */
  text: boolean;
  purpose: string;
  bound: (row: Row) => string;
};

export const sealedPlaces: readonly Place[] = [
  {
    name: "files of charts",
    table: "attachment_files",
    key: ["clinic_id", "attachment_id"],
    column: "sealed",
    text: false,
    purpose: chartFilePurpose,
    bound: ({ clinic_id, attachment_id }) => chartFileBound(clinic_id!, attachment_id!),
  },
  {
    name: "second factors of staff",
    table: "user_factors",
    key: ["user_id"],
    column: "sealed_seed",
    text: true,
    purpose: seedPurpose,
    bound: ({ user_id }) => user_id!,
  },
  {
    name: "second factors of patients",
    table: "patient_apps",
    key: ["clinic_id", "patient_id"],
    column: "sealed_seed",
    text: true,
    purpose: patientSeedPurpose,
    bound: ({ patient_id }) => patient_id!,
  },
  {
    name: "secrets of clinics' providers",
    table: "identity_providers",
    key: ["clinic_id", "id"],
    column: "sealed_secret",
    text: true,
    purpose: providerSecretPurpose,
    bound: ({ clinic_id }) => clinic_id!,
  },
];

export type Resealed = {
  done: number;
  /** Open under neither secret, or were damaged: they stay as they are. */
  unreadable: number;
};

/** Seals one row after another anew; what is done stays done when it is stopped. */
export async function resealPlace(
  sql: postgres.Sql,
  place: Place,
  { before, now, signal }: { before: string; now: string; signal: AbortSignal },
): Promise<Resealed> {
  const { table, key, column, text, purpose, bound } = place;
  const current = keyIdOf(now, purpose);
  let done = 0;
  let unreadable = 0;
  const rows = await sql<Row[]>`select ${sql(key)}, key_id from ${sql(table)} where key_id <> ${current}`;
  for (const row of rows) {
    signal.throwIfAborted();
    const named = key.map((part) => sql`and ${sql(part)} = ${row[part]!}::uuid`);
    await sql.begin(async (tx) => {
      const [kept] = await tx<{ sealed: string | Buffer }[]>`
        select ${tx(column)} as sealed from ${tx(table)} where key_id = ${row["key_id"]!} ${named} for update`;
      if (!kept) return;
      const sealed = typeof kept.sealed === "string" ? Buffer.from(kept.sealed, "base64url") : kept.sealed;
      const plain = opened(before, purpose, bound(row), { sealed, keyId: row["key_id"]! });
      if (!plain) {
        unreadable++;
        return;
      }
      const anew = sealBytes(now, purpose, bound(row), plain);
      const value = text ? anew.sealed.toString("base64url") : anew.sealed;
      await tx`update ${tx(table)} set ${tx(column)} = ${value}, key_id = ${anew.keyId} where true ${named}`;
      done++;
    });
  }
  return { done, unreadable };
}

function opened(...sealed: Parameters<typeof unsealBytes>): Buffer | null {
  try {
    return unsealBytes(...sealed);
  } catch {
    return null;
  }
}
