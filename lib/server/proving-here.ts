// A deed that is sensitive now and then: its own form asks for the proof, so that what was typed stays in the fields.
import "server-only";
import type { Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { provePasskeyAgain } from "../staff/passkey-sign-in.ts";
import { listPasskeys } from "../staff/passkeys.ts";
import { proveAgain } from "../staff/prove-again.ts";
import { resumeHere } from "./auth.ts";
import { onMachineClock, signedIn, staffCtx, type StaffDoor } from "./contexts.ts";
import { takePasskeyCookie } from "./cookies.ts";

/** What the form offers, as `facts.proof` of its refusal. */
export type WaysToProve = {
  email: string;
  passkeys: boolean;
  /** The clinic's own sign-in, which takes the place of a password for who came in by it. */
  provider: { name: string; href: string } | null;
};

type Typed = Record<string, string | string[]>;

/**
 * Runs the verb as the member who is signed in. Where it asks for a fresh proof, refuses with `facts.proof`; sent again with `password`
 * or `passkeyAnswer` beside what was typed, the person has proved that it is them, and the deed is done.
 */
export async function provingHere<T>(values: Typed, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const door = await staffCtx();
  const [password, answer] = [textOf(values["password"]), textOf(values["passkeyAnswer"])];
  let ctx = door.ctx;
  let asks = false;
  try {
    if (password || answer) {
      asks = true;
      ctx = await proved(door, password, answer);
      asks = false;
    }
    return await work(ctx);
  } catch (error) {
    if (!(error instanceof Refusal) || (!asks && error.code !== "proof_needed")) throw error;
    const proof = await waysToProve(door);
    const fields =
      error.fields.length || proof.provider ? error.fields : [{ field: "password", message: error.message }];
    const message = proof.provider ? "Show first that it is you; it was a while ago." : error.message;
    throw new Refusal(error.code, message, { fields, facts: { proof }, cause: error });
  }
}

const textOf = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

/** The session goes on under a new id, as after every proof. */
async function proved(door: StaffDoor, password: string, answer: string): Promise<Ctx> {
  const { ctx, me } = onMachineClock(door);
  const { token } = answer
    ? await provePasskeyAgain(ctx, me, { token: await takePasskeyCookie(), answer })
    : await proveAgain(ctx, me, { password: password.slice(0, 200) });
  await resumeHere(token);
  return { ...door.ctx, actor: { ...door.actor, provedAt: door.ctx.now } };
}

async function waysToProve(door: StaffDoor): Promise<WaysToProve> {
  const { ctx, me } = onMachineClock(door);
  const [person, passkeys] = await Promise.all([signedIn(), listPasskeys(ctx, me)]);
  const { name, slug } = door.clinic;
  const href = `/sign-in/with/${slug}?again=yes&next=${encodeURIComponent("/account")}`;
  return { email: person?.email ?? "", passkeys: passkeys.length > 0, provider: door.vouched ? { name, href } : null };
}
