// Behind the product: what the payment stand-in is told and knows, and what stands in the database.
import postgres, { type Sql } from "postgres";
import Stripe from "stripe";

const standInUrl = () => process.env["STRIPE_STAND_IN_URL"]!;

export async function tellStandIn(change: object): Promise<void> {
  const answer = await fetch(`${standInUrl()}/_control`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`The stand-in said ${answer.status}: ${await answer.text()}`);
}

/** How many payments the stand-in took on one page of ours. */
export async function timesCharged(checkoutId: string): Promise<number> {
  const { ledger } = (await (await fetch(`${standInUrl()}/_ledger`)).json()) as {
    ledger: { kind: string; metadata: Record<string, string> }[];
  };
  return ledger.filter(({ kind, metadata }) => kind === "payment" && metadata["checkoutId"] === checkoutId).length;
}

export async function atDatabase<T>(deed: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(process.env["DATABASE_URL"]!, { max: 1, onnotice: () => {} });
  try {
    return await deed(sql);
  } finally {
    await sql.end();
  }
}

/** The worker's round, which else comes by the minute. */
export const minuteRound = (sql: Sql) =>
  sql`select graphile_worker.add_job('minute-round', '{}', job_key => 'minute-round', max_attempts => 1)`;

/** The name at the stand-in of the page to pay on that a browser is on. */
export const sessionAt = (url: string) => /\/pay\/(\w+)/.exec(url)![1]!;

/** What stands here of a page to pay on. */
export const pageOf = (session: string) =>
  atDatabase(async (sql) => {
    const [row] = await sql<{ id: string; session: string; account: string; status: string; payments: number }[]>`
      select c.id, c.stripe_session_id as session, c.stripe_account as account, c.status,
          (select count(*)::int from payments p where p.clinic_id = c.clinic_id and p.checkout_id = c.id) as payments
        from checkouts c where c.stripe_session_id = ${session}`;
    return row!;
  });

/** The word that a page was paid comes once more, as it came before; answers what the product made of it. */
export async function paidIsToldAgain({ session, account }: { session: string; account: string }): Promise<string> {
  const type = "checkout.session.completed";
  const [event] = await atDatabase(
    (sql) => sql<{ id: string }[]>`select event_id as id from stripe_events
      where account = ${account} and object_id = ${session} and type = ${type} and applied_at is not null`,
  );
  const created = Math.floor(Date.now() / 1000);
  const payload = JSON.stringify({
    id: event!.id,
    object: "event",
    type,
    created,
    ...(account ? { account } : {}),
    data: { object: { id: session } },
  });
  const secret = process.env["STRIPE_WEBHOOK_SECRET"]!;
  const answer = await fetch(`${process.env["BASE_URL"]}/api/stripe/webhook`, {
    method: "POST",
    headers: { "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret }) },
    body: payload,
  });
  return ((await answer.json()) as { outcome: string }).outcome;
}
