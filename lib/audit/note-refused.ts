// Writes into the audit chain that a member asked for what their role does not include.
import { inTransaction, NotAllowed, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { countUse } from "../limits/count-use.ts";
import type { Deed } from "../permissions/permissions.ts";
import { faultFields, logFault } from "../log.ts";
import { record } from "./audit.ts";

/**
 * For doorways, with what was thrown: anything else than {@link NotAllowed} is let pass. The refusal stands whether or not it can be noted; a
 * member who asks again and again fills no more than a few dozen lines an hour.
 */
export async function noteRefused(thrown: unknown): Promise<void> {
  if (thrown instanceof NotAllowed) await noteNotAllowed(thrown.ctx, thrown.deed);
}

/** The same for a doorway that looks before it asks. */
export async function noteNotAllowed(ctx: Ctx, deed: Deed): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "member") return;
  // Not within the transaction that was refused: it is undone.
  const { tx: _tx, lastSteps: _steps, repeatable: _repeatable, ...outside } = ctx;
  try {
    await countUse(ctx.db, "refused-line", actor.memberId);
    await inTransaction(outside, (t) =>
      record(t, [{ deed: "member.refused", subjectKind: "member", subjectId: actor.memberId, detail: { deed } }]),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) logFault("refusal not noted", faultFields(error));
  }
}
