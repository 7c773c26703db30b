// Checkout Sessions: looked up and expired under Stripe's rules.
import type Stripe from "stripe";
import { forbiddenByState, noSuch } from "./problem.ts";
import type { World } from "./world.ts";

/** The session as it is now: one past its time expires first. */
export function findCheckout(world: World, id: string): Stripe.Checkout.Session {
  const session = world.state.sessions.get(id);
  if (!session) throw noSuch("checkout.session", id, "session");
  if (session.status === "open" && session.expires_at <= world.now()) close(world, session);
  return session;
}

export function expireCheckout(world: World, id: string): Stripe.Checkout.Session {
  const session = findCheckout(world, id);
  if (session.status !== "open") {
    throw forbiddenByState(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  close(world, session);
  return session;
}

/** Expires every session whose time is over. */
export function sweepCheckouts(world: World): void {
  for (const id of world.state.sessions.keys()) findCheckout(world, id);
}

function close(world: World, session: Stripe.Checkout.Session): void {
  session.status = "expired";
  session.url = null;
  const memo = world.state.memos.get(session.id);
  if (memo) memo.awaiting = null;
  world.announce({ type: "checkout.session.expired", object: session });
  world.changed();
}
