// What a page may load, and where its forms may lead.

export type PolicyFacts = {
  nonce: string;
  /** Where the payment pages of a stand-in live; Stripe's own otherwise. */
  checkoutBase?: string | undefined;
  /** The development server evaluates code and writes styles into the page. */
  developing?: boolean;
};

/** Scripts by nonce alone, everything else from here alone; a form may lead to Stripe's pages by redirect. */
export function contentPolicy({ nonce, checkoutBase, developing = false }: PolicyFacts): string {
  const stripe =
    checkoutBase === undefined
      ? "https://checkout.stripe.com https://connect.stripe.com"
      : new URL(checkoutBase).origin;
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${developing ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    `connect-src 'self'${developing ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${stripe}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
