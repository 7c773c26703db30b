// A kept card in words: enough to tell which one, no more.
type Card = { brand: string; last4: string; expires: string };

const brands: Record<string, string> = { visa: "Visa", mastercard: "Mastercard", amex: "American Express" };

export const cardWords = ({ brand, last4, expires }: Card): string =>
  `${brands[brand] ?? "Card"} ending ${last4}, until ${expires}`;
