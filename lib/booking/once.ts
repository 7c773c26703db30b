// Runs a keyed write once: a repeat gets the first answer, another body under the same key is refused.
import { createHash } from "node:crypto";
import { keepAnswer, keptAnswer, takeKey } from "../../db/queries/idempotency.ts";
import { troubleOf } from "../../db/errors.ts";
import { atTheEnd, mayRepeat, type LastStep, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";

export type Keyed = { verb: string; key: string; body: unknown };

/** JSON with sorted keys, so that the same body always has the same text. */
function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(",")}}`;
  return JSON.stringify(value) ?? "null";
}

// Nobody reads it before the transaction ends.
const answerStep: LastStep<{ key: string; answer: unknown }> = {
  order: 10,
  statements: ({ clinicId }, items) => items.map(({ key, answer }) => keepAnswer(clinicId, key, answer)),
};

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const fullKey = ({ verb, key }: Keyed) => `${verb}:${key}`;

function mustMatch(keyed: Keyed, bodyHash: string): void {
  if (bodyHash === hashOf(canonical(keyed.body))) return;
  throw new Refusal("idempotency_mismatch", "This key was used for another request. Use a new key for a new request.");
}

/** The answer already given under the key, or null. Refuses with `idempotency_mismatch`. */
export async function answeredBefore<Answer>(ctx: TxCtx, keyed: Keyed): Promise<Answer | null> {
  const kept = await keptAnswer(ctx.tx, ctx.clinicId, fullKey(keyed));
  if (!kept) return null;
  mustMatch(keyed, kept.bodyHash);
  return (kept.answer as Answer | undefined) ?? null;
}

/**
 * Does the work under the key, or gives the first answer again. The answer must survive JSON. Only successes are kept: a refusal
 * rolls the key back with everything else. What the same transaction writes besides must stand under the key as well: when the answer of
 * its COMMIT is lost, it is run again and finds the key. Refuses with `idempotency_mismatch`, or `in_progress` while the first one still runs.
 */
export async function onceOnly<Answer>(ctx: TxCtx, keyed: Keyed, work: () => Promise<Answer>): Promise<Answer> {
  const key = fullKey(keyed);
  const bodyHash = hashOf(canonical(keyed.body));
  const running = new Refusal("in_progress", "The same request is still running. Ask again in a moment.");
  let first: boolean;
  try {
    first = await takeKey(ctx.tx, { clinicId: ctx.clinicId, key, bodyHash, createdAt: ctx.now });
  } catch (error) {
    throw troubleOf(error) === "busy" ? running : error;
  }
  if (!first) {
    const kept = await answeredBefore<Answer>(ctx, keyed);
    if (kept === null) throw running;
    return kept;
  }
  mayRepeat(ctx);
  const answer = await work();
  await atTheEnd(ctx, answerStep, { key, answer });
  return answer;
}
