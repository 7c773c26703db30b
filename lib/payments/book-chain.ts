// Books the held visit of a chain, also when its hold ran out and its time is still free.
import { confirmHeld } from "../booking/confirm-held.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { visitForMoney } from "./visit-for-money.ts";

/** Refuses `slot_taken` when somebody else has the time by now. */
export async function bookChain(t: TxCtx, input: { chainId: string }): Promise<void> {
  const about = await visitForMoney(t, input);
  const { lost } = await confirmHeld(t, { appointmentIds: [about.id] });
  if (lost.length)
    throw new Refusal("slot_taken", "The time could not be kept any longer, and somebody else has taken it.");
}
