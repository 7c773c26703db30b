// Sorts what a mail server or its silence says into "never" and "not now".
import { GatewayError } from "./gateway-error.ts";

/** Never returns. A 5xx answer to the message or its recipient is final (RFC 5321 §4.2.1); all else may pass. */
export function throwMailError(error: unknown): never {
  if (error instanceof GatewayError || !(error instanceof Error)) throw error;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  const response = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  const final = response !== null && response >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
  // The server's own words may repeat the address, so they stay in `cause`.
  throw final
    ? new GatewayError("invalid", "The mail server refuses this message for good.", {
        code: String(response),
        cause: error,
      })
    : new GatewayError("unavailable", "The mail server cannot be reached or asks to try later.", {
        code,
        cause: error,
      });
}
