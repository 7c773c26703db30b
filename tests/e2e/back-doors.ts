// Behind the product: what the payment stand-in is told and knows, and what stands in the database.
import postgres, { type Sql } from "postgres";

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
