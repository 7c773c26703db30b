// What somebody inside would know: real ids, real links and live sessions of every kind of person, so that requests get past the first check.
import { encode } from "next-auth/jwt";
import type postgres from "postgres";
import { manageToken } from "../../lib/booking/manage-token.ts";
import { newId } from "../../lib/ids.ts";
import { messagesKey } from "../../lib/messages/message-key.ts";
import { visitKey } from "../../lib/plans/next-visit.ts";
import { planToken } from "../../lib/plans/plan-token.ts";
import { hashOf, newToken } from "../../lib/tokens.ts";

export type Known = {
  /** By table or kind, some of each. */
  ids: Record<string, string[]>;
  bookingTokens: string[];
  planTokens: string[];
  messagesTokens: string[];
  visitTokens: string[];
  /** A cookie header of somebody signed in; asked anew, because what they send may end their session. */
  cookieOf(person: Person): Promise<string>;
};

export const persons = [
  "nobody",
  "patient",
  "front_desk",
  "practitioner",
  "clinical_lead",
  "manager",
  "owner",
] as const;
export type Person = (typeof persons)[number];

const tables = [
  "articles",
  "attachments",
  "charges",
  "gift_cards",
  "packages",
  "receipts",
  "patients",
  "appointments",
  "plans",
  "plan_visits",
  "episodes",
  "services",
  "practitioners",
  "screens",
];

export async function knownOf(sql: postgres.Sql, secret: string): Promise<Known> {
  const [clinic] = await sql<{ id: string }[]>`select id from clinics where slug = 'harbour'`;
  const clinicId = clinic!.id;
  const some = async (table: string, column = "id") =>
    (
      await sql.unsafe<{ id: string }[]>(
        `select ${column} as id from "${table}" where clinic_id = $1 and ${column} is not null order by id limit 20`,
        [clinicId],
      )
    ).map(({ id }) => id);
  const existing = new Set(
    (await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`).map(
      ({ name }) => name,
    ),
  );
  const ids: Record<string, string[]> = {};
  for (const table of tables) {
    const found = existing.has(table) ? await some(table) : [];
    if (found.length) ids[table] = found;
  }
  const chains = await some("appointments", "chain_id");
  const from = { clinicId, secret };
  const users = await sql<{ role: string; id: string }[]>`
    select role, user_id as id from members where clinic_id = ${clinicId} and user_id is not null and ended_at is null`;
  return {
    ids,
    bookingTokens: chains.map((id) => manageToken(from, id)),
    planTokens: (ids["plans"] ?? []).map((id) => planToken(from, id)),
    visitTokens: (await some("visits")).map((id) => visitKey(from, id)),
    messagesTokens: (ids["patients"] ?? []).map((id) => messagesKey(from, id)),
    async cookieOf(person) {
      if (person === "nobody") return "";
      const [id, now] = [newId(), new Date()];
      if (person === "patient") {
        const token = newToken();
        const [{ patient_id } = { patient_id: "" }] = await sql<{ patient_id: string }[]>`
          select patient_id from plans where clinic_id = ${clinicId} order by random() limit 1`;
        await sql`insert into patient_sessions (clinic_id, id, patient_id, token_hash, created_at, expires_at, proved_at)
          values (${clinicId}, ${id}, ${patient_id}, ${hashOf(token)}, ${now}, ${new Date(now.getTime() + 3_600_000)}, ${now})`;
        return `taper-patient-harbour=${token}`;
      }
      const user = users.find(({ role }) => role === person);
      if (!user) throw new Error(`Nobody of the demo clinic is ${person}.`);
      // What earlier requests did to this person's standing is undone: the next ones are to get as far.
      await sql`update members set ended_at = null where clinic_id = ${clinicId} and user_id = ${user.id}`;
      await sql`insert into login_sessions (id, user_id, method, created_at, last_seen_at, proved_at)
        values (${id}, ${user.id}, 'password_app', ${now}, ${now}, ${now})`;
      const name = "authjs.session-token";
      return `${name}=${await encode({ token: { sub: user.id, sid: id }, secret, salt: name })}`;
    },
  };
}
