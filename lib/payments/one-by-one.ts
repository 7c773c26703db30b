// Works through a list so that one that cannot be done now keeps nobody else waiting.

/** Tries every item; throws the first failure at the end, so that the round is said to be unfinished. */
export async function oneByOne<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length) throw failures[0];
}
