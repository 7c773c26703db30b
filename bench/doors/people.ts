// Who stands at the doors: every role of the table in both clinics, those who have left, and those with a link alone.
import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import type { Actor, MemberRole } from "../../lib/permissions/permissions.ts";
import { allRoles } from "../../lib/staff/roles.ts";
import { hashOf } from "../../lib/tokens.ts";
import { demoPassword } from "../../scripts/seed.ts";
import type { Group, Word } from "./canaries.ts";
import { callAction } from "./ask.ts";
import type { BuiltDoors } from "./built-doors.ts";
import type { Ground, Things } from "./things.ts";

export type Person = {
  name: string;
  /** As the pure table knows them. */
  actor: Actor;
  /** Whether they are at home in the first clinic or in the other one. */
  home: "mine" | "theirs";
  cookie: string;
  mayHear: ReadonlySet<Word>;
};

/** What may stand in an answer to a role: names for who books, charts for who treats. */
function wordsOf(role: MemberRole, home: Person["home"]): Word[] {
  const [own, other]: [Group, Group] = home === "mine" ? ["own", "other"] : ["foreign", "foreignOther"];
  if (role === "support") return [];
  const names: Word[] = [`${own} name`, `${other} name`];
  if (role === "clinical_lead") return [...names, `${own} chart`, `${other} chart`];
  return role === "practitioner" ? [...names, `${own} chart`] : names;
}

async function layMember(
  sql: postgres.Sql,
  clinic: string,
  practitioner: string | null,
  role: MemberRole,
  ended: boolean,
) {
  const [userId, memberId] = [crypto.randomUUID(), crypto.randomUUID()];
  const email = `${role}.${memberId}@probe.test`;
  await sql`insert into users (id, email, name, password_hash, created_at)
    select ${userId}, ${email}, 'Somebody', password_hash, now() from users where password_hash is not null limit 1`;
  await sql`insert into user_clinics (user_id, clinic_id) values (${userId}, ${clinic})`;
  await sql`insert into members (clinic_id, id, user_id, role, practitioner_id, name, ended_at) values (${clinic}, ${memberId},
    ${userId}, ${role}, ${practitioner}, 'Somebody', null)`;
  return {
    email,
    memberId,
    leave: () => (ended ? sql`update members set ended_at = now() where id = ${memberId}` : null),
  };
}

/** Signs in through the form, as everybody does. */
async function signIn(url: string, doors: BuiltDoors, email: string): Promise<string> {
  const action = doors.actions.get("app/sign-in/actions.ts#signInAction")!;
  const answer = await callAction(url, "/sign-in", action.id, [{ ok: false }], {
    email,
    password: demoPassword,
    next: "/desk",
  });
  const session = answer.cookies.find((one) => one.startsWith("authjs.session-token="));
  if (!session) throw new Error(`${email} could not sign in: ${answer.status} ${answer.text.slice(0, 200)}`);
  return session;
}

export async function patientCookie(sql: postgres.Sql, things: Things): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await sql`insert into patient_sessions (clinic_id, id, patient_id, token_hash, created_at, expires_at, proved_at)
    values (${things.clinic}, gen_random_uuid(), ${things.patient}, ${hashOf(token)}, now(), now() + interval '20 days',
      now() + interval '1 hour')`;
  return `taper-patient-${things.slug}=${token}`;
}

export async function gatherPeople(
  url: string,
  doors: BuiltDoors,
  sql: postgres.Sql,
  ground: Ground,
): Promise<Person[]> {
  const people: Person[] = [
    { name: "signed out", actor: { kind: "guest" }, home: "mine", cookie: "", mayHear: new Set(["own name"]) },
  ];
  for (const home of ["mine", "theirs"] as const) {
    const things = home === "mine" ? ground.own : ground.foreign;
    const group = home === "mine" ? "own" : "foreign";
    const where = home === "mine" ? "" : " of the other clinic";
    for (const role of allRoles) {
      const colleague = home === "mine" ? ground.other : ground.foreignOther;
      const practitionerId =
        role === "practitioner" ? things.practitioner : role === "clinical_lead" ? colleague.practitioner : null;
      const { email, memberId } = await layMember(sql, things.clinic, practitionerId, role, false);
      people.push({
        name: `${role}${where}`,
        actor: { kind: "member", memberId, role, practitionerId, name: "Somebody" },
        home,
        cookie: await signIn(url, doors, email),
        mayHear: new Set(wordsOf(role, home)),
      });
    }
    people.push({
      name: `patient${where}`,
      actor: { kind: "patient", patientId: things.patient },
      home,
      cookie: await patientCookie(sql, things),
      mayHear: new Set<Word>([`${group} name`, `${group} chart`]),
    });
  }
  const { email, leave } = await layMember(sql, ground.own.clinic, ground.own.practitioner, "clinical_lead", true);
  const cookie = await signIn(url, doors, email);
  await leave();
  people.push({
    name: "somebody who left",
    actor: { kind: "guest" },
    home: "mine",
    cookie,
    mayHear: new Set(["own name"]),
  });
  return people;
}
