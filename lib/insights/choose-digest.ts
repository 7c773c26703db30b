// Whether somebody gets the clinic's week by e-mail: owners do until they say no, managers when they say yes.
import { addDigestChoice, digestChoice, digestReaders } from "../../db/queries/digests.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";

const roles = ["owner", "manager"] as const;

const isWanted = (said: boolean | null, role: string): boolean => said ?? role === "owner";

function self(ctx: Ctx): { memberId: string; role: string } {
  mustMay(ctx, "see_adherence");
  const memberId = memberIdOf(ctx);
  if (ctx.actor.kind !== "member" || memberId === null)
    throw new Refusal("forbidden", "Only people of the clinic get its week.");
  return { memberId, role: ctx.actor.role };
}

export async function getsDigest(ctx: Ctx): Promise<boolean> {
  const { memberId, role } = self(ctx);
  return inTransaction(ctx, async ({ tx, clinicId }) => isWanted(await digestChoice(tx, clinicId, memberId), role));
}

/** For oneself alone. */
export async function chooseDigest(ctx: Ctx, { wanted }: { wanted: boolean }): Promise<void> {
  const { memberId, role } = self(ctx);
  await inTransaction(ctx, async (t) => {
    if (isWanted(await digestChoice(t.tx, t.clinicId, memberId), role) === wanted) return;
    await addDigestChoice(t.tx, { clinicId: t.clinicId, id: newId(t.now.getTime()), memberId, wanted, at: t.now });
    await record(t, [{ deed: "digest.chosen", subjectKind: "member", subjectId: memberId, detail: { wanted } }]);
  });
}

/** Who gets it as things stand now. */
export async function readersOfDigest({ tx, clinicId }: TxCtx): Promise<{ id: string; email: string }[]> {
  return (await digestReaders(tx, clinicId, roles)).filter(({ role, wanted }) => isWanted(wanted, role));
}
