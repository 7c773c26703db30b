// A kept card in words: enough to tell which one, no more.
type Card = { brand: string; last4: string; expires: string };

const brands: Record<string, string> = { visa: "Visa", mastercard: "Mastercard", amex: "American Express" };

/** The brand by its own name, where it has one. */
export const brandWords = ({ brand }: Pick<Card, "brand">): string | undefined => brands[brand];

export const cardWords = ({ brand, last4, expires }: Card): string =>
  `${brandWords({ brand }) ?? "Card"} ending ${last4}, until ${expires}`;
