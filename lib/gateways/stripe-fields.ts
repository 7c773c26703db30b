// How Stripe writes instants, references and currencies, in our own words.

export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

/** Stripe's epoch seconds. */
export function instant(seconds: number): Date {
  return new Date(seconds * 1000);
}

/** List parameters: everything created at or after the instant, in pages of a hundred. */
export function since(date: Date): { created: { gte: number }; limit: number } {
  return { created: { gte: Math.floor(date.getTime() / 1000) }, limit: 100 };
}
