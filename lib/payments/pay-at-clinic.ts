// Books a held visit whose online payment was given up; the page to pay on is closed first, so that nobody pays twice.
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { bookChain } from "./book-chain.ts";
import { closePages } from "./close-pages.ts";

export async function payAtClinic(ctx: Ctx, input: { chainId: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  if (!isId(input.chainId)) throw notFound("booking");
  await closePages(ctx, input);
  await inTransaction(ctx, async (t) => {
    // The payment may have come through while the session was being closed; then it is booked already.
    await bookChain(t, input);
  });
}
