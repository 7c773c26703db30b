// Statements that are sent in one trip and answered one after the other.

/**
 * Waits for all of them, in the order in which they were sent. When one fails, those after it fail too, because their transaction is at
 * an end: the first failure is the cause, and the one that is thrown.
 */
export async function together<T extends readonly unknown[]>(
  sent: readonly [...T],
): Promise<{ -readonly [Place in keyof T]: Awaited<T[Place]> }> {
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as {
    -readonly [Place in keyof T]: Awaited<T[Place]>;
  };
}
