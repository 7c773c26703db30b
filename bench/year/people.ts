// What people of a clinic do at a moment of the year, drawn from a seed: patients, the desk and the clinicians, all through the product's verbs.
import type { Ctx } from "../../lib/context/context.ts";
import { Refusal } from "../../lib/errors.ts";
import type { Actor, MemberRole } from "../../lib/permissions/permissions.ts";
import type { Random } from "../../tests/support/random-course.ts";
import type { Clinic, Facts } from "./facts.ts";
import type { YearProduct } from "./product.ts";

export type Member = { role: string; memberId: string; practitionerId: string | null; name: string };

/** Who acts where, at which moment, and what they know. */
export type Scene = {
  product: YearProduct;
  clinic: Clinic;
  members: Member[];
  services: string[];
  facts: Facts;
  now: Date;
  random: Random;
  /** Phone numbers that have answered STOP last. */
  stopped: Set<string>;
  /** Visits that their patients were asked to move. */
  mustMove: string[];
  /** What was refused once is not tried each hour. */
  givenUp: Set<string>;
};

export type Act = {
  name: string;
  /** How often in a hundred steps of the day, in a clinic with some hundred patients. */
  often: number;
  /** Whether there was something to do it to. */
  play: (scene: Scene) => Promise<boolean>;
};

export const as = ({ product, clinic, now }: Scene, actor: Actor): Ctx => product.ctx(clinic.id, actor, now);
export const guest = (scene: Scene): Ctx => as(scene, { kind: "guest" });
export const patient = (scene: Scene, patientId: string): Ctx => as(scene, { kind: "patient", patientId });

export function member(scene: Scene, role: MemberRole): Ctx {
  const found = scene.members.find((one) => one.role === role);
  if (!found) throw new Error(`${scene.clinic.slug} has no ${role}`);
  const { memberId, practitionerId, name } = found;
  return as(scene, { kind: "member", role, memberId, practitionerId, name });
}

export const readMembers = async (product: YearProduct, clinic: Clinic): Promise<Member[]> => [
  ...(await product.admin<Member[]>`
    select role, id as "memberId", practitioner_id as "practitionerId", name from members
    where clinic_id = ${clinic.id} and ended_at is null order by name`),
];

export const readServices = async (product: YearProduct, clinic: Clinic): Promise<string[]> =>
  (
    await product.admin<{ id: string }[]>`
      select id from services where clinic_id = ${clinic.id} and online and retired_at is null order by name, duration_min`
  ).map(({ id }) => id);

/** Plays each act as often as drawn; answers how often each was done, refused, or had nothing to be done to. */
export async function playStep(scene: Scene, acts: readonly Act[], counts: Map<string, number>): Promise<void> {
  const note = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const { name, often, play } of acts) {
    const share = often / 100;
    const times = Math.floor(share) + (scene.random.chance(share % 1) ? 1 : 0);
    for (let turn = 0; turn < times; turn++)
      try {
        note(`${name}: ${(await play(scene)) ? "done" : "nothing"}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw new Error(`${name}: ${String(error)}`, { cause: error });
        note(`${name}: refused`);
      }
  }
}
