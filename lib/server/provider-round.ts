// What a browser carries while its person is at the clinic's own sign-in: sealed, so that it can neither be read nor made up.
import "server-only";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { seal, unseal } from "../seal.ts";
import { setRoundCookie, takeRoundCookie } from "./cookies.ts";

const purpose = "provider round";
const minutes = 10;

const shape = z.object({
  round: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  next: z.string(),
  /** Proves oneself again in a session that is there, instead of opening one. */
  anew: z.boolean(),
  until: z.number(),
});
export type CarriedRound = z.output<typeof shape>;

type Asked = { secret: string; slug: string };

export async function carryRound({ secret, slug }: Asked, carried: Omit<CarriedRound, "until">): Promise<void> {
  const text = JSON.stringify({ ...carried, until: Date.now() + minutes * 60_000 });
  const { sealed, keyId } = seal(secret, purpose, slug, text);
  await setRoundCookie(`${keyId}.${sealed}`);
}

/** Refuses with `sign_in_needed` when there is none, or it took too long. */
export async function takeRound({ secret, slug }: Asked): Promise<CarriedRound> {
  const [keyId = "", sealed = ""] = (await takeRoundCookie()).split(".");
  const carried = shape.safeParse(read(() => unseal(secret, purpose, slug, { sealed, keyId })));
  if (!carried.success || carried.data.until < Date.now())
    throw new Refusal("sign_in_needed", "That took too long. Begin again.");
  return carried.data;
}

/** Null for what another key sealed, another clinic, or nobody. */
function read(open: () => string | null): unknown {
  try {
    return JSON.parse(open() ?? "null");
  } catch {
    return null;
  }
}
