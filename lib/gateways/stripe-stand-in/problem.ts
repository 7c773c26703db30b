// The refusals of the stand-in, in the error bodies that Stripe sends.

type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

export type ProblemBody = { type: ErrorType; message: string; code?: string; param?: string };

export class StripeProblem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** Whether the answer is kept under the idempotency key; Stripe keeps none for a request that never began. */
  readonly saved: boolean;

  constructor(status: number, body: ProblemBody, saved = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.saved = saved;
  }
}

export function unknownParameter(name: string): StripeProblem {
  return invalid(`Received unknown parameter: ${name}`, name, "parameter_unknown");
}

export function missingParameter(name: string): StripeProblem {
  return invalid(`Missing required param: ${name}.`, name, "parameter_missing");
}

export function invalid(message: string, param?: string, code?: string): StripeProblem {
  return new StripeProblem(400, {
    type: "invalid_request_error",
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

/** A request that was understood and began, and that the state of the object forbids. */
export function forbiddenByState(message: string, code?: string, param?: string): StripeProblem {
  return new StripeProblem(400, { ...invalid(message, param, code).body }, true);
}

export function noSuch(object: string, id: string, param = "id"): StripeProblem {
  const message = `No such ${object}: '${id}'`;
  return new StripeProblem(404, { type: "invalid_request_error", code: "resource_missing", message, param });
}
