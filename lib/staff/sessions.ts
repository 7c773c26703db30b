// A person's own sessions: where they are signed in, and an end to it.
import { liveSessionsOf, revokeLoginSession, revokeOtherSessions } from "../../db/queries/login-sessions.ts";
import { dropProofs } from "../../db/queries/sign-in.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { mustBeOneself, ownDeed, type Self } from "./self.ts";
import { lifeAt } from "./session-life.ts";

export type SessionLine = { id: string; device: string; since: Date; lastSeenAt: Date; here: boolean };

/** The one that asks comes first, then by when they were seen last. */
export async function listSessions(ctx: Ctx, me: Self): Promise<SessionLine[]> {
  mustBeOneself(ctx);
  const rows = await inTransaction(ctx, ({ tx }) => liveSessionsOf(tx, me.userId, lifeAt(ctx.now)));
  return rows
    .map(({ id, device, createdAt, lastSeenAt }) => ({
      id,
      device: device || "A browser",
      since: createdAt,
      lastSeenAt,
      here: id === me.sessionId,
    }))
    .toSorted((a, b) => Number(b.here) - Number(a.here));
}

/** Refuses with `not_found` for a session that is not the person's own. */
export async function endOneSession(ctx: Ctx, me: Self, input: { sessionId: string }): Promise<void> {
  mustBeOneself(ctx);
  await inTransaction(ctx, async (t) => {
    const ended = isId(input.sessionId) && (await revokeLoginSession(t.tx, input.sessionId, ctx.now, me.userId));
    if (!ended) throw notFound("session");
    await record(t, [ownDeed(t, "member.session_ended")]);
  });
}

export async function endOtherSessions(ctx: Ctx, me: Self): Promise<{ ended: number }> {
  mustBeOneself(ctx);
  return inTransaction(ctx, async (t) => ({ ended: await leaveOnlyThisOne(t, me) }));
}

/** Ends what was opened elsewhere, and what is on its way there. */
export async function leaveOnlyThisOne(t: TxCtx, me: Self): Promise<number> {
  await dropProofs(t.tx, me.userId);
  const ended = await revokeOtherSessions(t.tx, me.userId, me.sessionId, t.now);
  if (ended) await record(t, [{ ...ownDeed(t, "member.other_sessions_ended"), detail: { ended } }]);
  return ended;
}
