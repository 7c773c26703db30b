// What can go wrong at an outside door, in the few kinds a caller can act on.

/**
 * - `declined`: the payer's bank said no; another card may do.
 * - `invalid`: the request can never succeed as it is (unknown id, already refunded, bad address).
 * - `unavailable`: no answer, or a temporary one; the effect is unknown, repeat with the same key later.
 * - `idempotency_mismatch`: the key was used before with other parameters.
 */
export type GatewayErrorKind = "declined" | "invalid" | "unavailable" | "idempotency_mismatch";

export class GatewayError extends Error {
  readonly kind: GatewayErrorKind;
  /** The provider's own code, such as `card_declined` or `charge_already_refunded`; null when it gave none. */
  readonly code: string | null;

  constructor(kind: GatewayErrorKind, message: string, options: { code?: string | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "GatewayError";
    this.kind = kind;
    this.code = options.code ?? null;
  }
}

/** A webhook whose signature does not prove that the payment provider sent it, recently, as it stands. */
export class UnverifiedEventError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnverifiedEventError";
  }
}
