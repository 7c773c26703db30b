// The closed list of refusals a verb may answer with, and what each means at an HTTP door. Anything else thrown is a fault.

/** Expected answers that are not success. Thrown, so that the transaction rolls back; doorways turn them into values. */
export type ErrorCode =
  | "invalid"
  | "not_found"
  | "forbidden"
  | "sign_in_needed"
  | "proof_needed"
  | "second_factor_needed"
  | "reason_needed"
  | "slot_taken"
  | "patient_busy"
  | "hold_expired"
  | "not_bookable"
  | "screen_urgent"
  | "screen_medical_first"
  | "screen_assessment_only"
  | "screen_incomplete"
  | "review_first"
  | "too_late"
  | "already_done"
  | "record_kept"
  | "idempotency_mismatch"
  | "in_progress"
  | "template_not_eligible"
  | "plan_not_ready"
  | "plan_not_offered"
  | "plan_changed"
  | "out_of_scope"
  | "code_wrong"
  | "too_many"
  | "too_large"
  | "wrong_type"
  | "nothing_left"
  | "payment_pending"
  | "payment_declined"
  | "payments_unavailable"
  | "busy_try_again"
  | "outcome_unknown";

/** Status at an HTTP door; a code without one does not compile. */
export const httpStatus: Record<ErrorCode, number> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  sign_in_needed: 401,
  proof_needed: 403,
  second_factor_needed: 403,
  reason_needed: 403,
  slot_taken: 409,
  patient_busy: 409,
  hold_expired: 409,
  not_bookable: 409,
  screen_urgent: 422,
  screen_medical_first: 422,
  screen_assessment_only: 422,
  screen_incomplete: 422,
  review_first: 409,
  too_late: 409,
  already_done: 409,
  record_kept: 409,
  idempotency_mismatch: 422,
  in_progress: 409,
  template_not_eligible: 422,
  plan_not_ready: 422,
  plan_not_offered: 409,
  plan_changed: 409,
  out_of_scope: 422,
  code_wrong: 422,
  too_many: 429,
  too_large: 413,
  wrong_type: 415,
  nothing_left: 409,
  payment_pending: 409,
  payment_declined: 402,
  payments_unavailable: 503,
  busy_try_again: 503,
  outcome_unknown: 503,
};

/** A field of the input and what to do about it. */
export type FieldProblem = { field: string; message: string };

export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldProblem[];
  /** Further facts for the answer, such as `nearest` starts. Never health details or contacts. */
  readonly facts: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: FieldProblem[]; facts?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Refusal";
    this.code = code;
    this.fields = more.fields ?? [];
    this.facts = more.facts ?? {};
  }
}

/** A stranger's id and an id that never was look the same. */
export const notFound = (what: string) => new Refusal("not_found", `We could not find this ${what}.`);
