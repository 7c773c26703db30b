// What every verb receives: whose clinic, who acts, what time it is, and the doors it may use.
import { endTogether, readScoped, type Database, type Scope, type Statement, type Tx } from "../../db/client.ts";
import { Refusal } from "../errors.ts";
import { keepFigures } from "../figures/keep-figures.ts";
import type { Gateways } from "../gateways/gateways.ts";
import { mayDo, ownPatientOf, type Actor, type Deed } from "../permissions/permissions.ts";
import { again, type Repeatable } from "./again.ts";

export type Ctx = {
  clinicId: string;
  actor: Actor;
  now: Date;
  db: Database;
  gateways: Gateways;
  /** For links in mail: scheme and host without a trailing slash. */
  publicUrl: string;
  /** Signs manage links. */
  secret: string;
  tx?: Tx;
  /** What waits for the end of the running transaction. */
  lastSteps?: LastSteps;
  /** Whether the running transaction may run again after a COMMIT of unknown outcome. */
  repeatable?: Repeatable;
};

/** Inside a transaction that has entered the clinic. */
export type TxCtx = Ctx & { tx: Tx };

/**
 * Statements that take a lock every writer of the clinic shares. Put off to the end of the transaction and sent together with COMMIT,
 * such locks are held briefly and always taken in the same order, however verbs are composed.
 */
export type LastStep<Item> = {
  order: number;
  statements(ctx: Ctx, items: Item[]): Statement[];
  /** Once the transaction is committed; must not fail. */
  afterwards?(ctx: Ctx): void;
};

type LastSteps = Map<LastStep<never>, unknown[]>;

/** Puts a step off to the end of the running transaction; items of the same step are collected for one run. */
export async function atTheEnd<Item>(ctx: TxCtx, step: LastStep<Item>, item: Item): Promise<void> {
  if (!ctx.lastSteps) {
    for (const statement of step.statements(ctx, [item])) await ctx.tx.execute(statement);
    return;
  }
  const items = ctx.lastSteps.get(step);
  if (items) items.push(item);
  else ctx.lastSteps.set(step, [item]);
}

function lastStatements(ctx: Ctx, steps: LastSteps): Statement[] {
  const inOrder = [...steps].toSorted(([a], [b]) => a.order - b.order);
  // Each step was stored with items of its own kind.
  return inOrder.flatMap(([step, items]) => step.statements(ctx, items as never[]));
}

/** Somebody asked for what their role does not include; a doorway has it noted. */
export class NotAllowed extends Refusal {
  readonly ctx: Ctx;
  readonly deed: Deed;

  constructor(ctx: Ctx, deed: Deed) {
    super("forbidden", "Your role does not include this. Ask the clinic's owner.");
    this.ctx = ctx;
    this.deed = deed;
  }
}

/** First line of a verb. */
export function mustMay(ctx: Ctx, deed: Deed): void {
  if (mayDo(ctx.actor, deed)) return;
  if (ctx.actor.kind === "guest") throw new Refusal("sign_in_needed", "Please sign in first.");
  throw new NotAllowed(ctx, deed);
}

/** The database itself shows a patient no other patient's record, whatever a query forgets to ask. */
const scopeOf = (ctx: Ctx): Scope => ({ clinicId: ctx.clinicId, patientId: ownPatientOf(ctx.actor) });

/**
 * Runs `work` in one transaction of the clinic, joining an outer one. What {@link again} may repeat is run again from its beginning; a
 * lock that stays taken or a database that is away is `busy_try_again`, and `outcome_unknown` when COMMIT was sent and not answered.
 */
export async function inTransaction<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx as TxCtx);
  const repeatable: Repeatable = { keyed: false };
  let lastSteps: LastSteps = new Map();
  const done = await again(
    () =>
      endTogether(ctx.db, scopeOf(ctx), async (tx) => {
        lastSteps = new Map();
        const answer = await work({ ...ctx, tx, lastSteps, repeatable });
        await keepFigures(tx, ctx.clinicId, ctx.now);
        return { answer, last: lastStatements(ctx, lastSteps) };
      }),
    repeatable,
  );
  for (const step of lastSteps.keys()) step.afterwards?.(ctx);
  return done;
}

/** Says that the running transaction begins by looking whether it was done already, so that doing it again does it once. */
export function mayRepeat(ctx: TxCtx): void {
  if (ctx.repeatable) ctx.repeatable.keyed = true;
}

/** The rows of one statement that only reads: in the outer transaction, else in one round trip of its own. Fails as {@link inTransaction}. */
export async function readRows<Row>(ctx: Ctx, statement: Statement): Promise<Row[]> {
  if (ctx.tx) return (await ctx.tx.execute(statement)) as unknown as Row[];
  return again(() => readScoped<Row>(ctx.db, scopeOf(ctx), statement));
}

/** The member who acts, or null. */
export const memberIdOf = (ctx: Ctx): string | null => (ctx.actor.kind === "member" ? ctx.actor.memberId : null);
