// The starts of a plan that are held for one more yes, after some of those shown first were gone.
import type { PlanState } from "./plan-state.ts";
import { everyVisit } from "./plan-state.ts";
import type { ShownStart } from "./plan-views.ts";

/** The key under which they are held. */
export const shownHoldKey = (planId: string): string => `shown:${planId}`;

/** What is still held of them. */
export const heldForYes = (state: PlanState, now: Date): ShownStart[] =>
  everyVisit(state).flatMap(({ row, appointment }) =>
    appointment?.status === "held" &&
    appointment.holdKey === shownHoldKey(state.plan.id) &&
    appointment.holdExpiresAt !== null &&
    appointment.holdExpiresAt > now
      ? [{ visitId: row.id, start: appointment.startsAt, practitionerId: appointment.practitionerId }]
      : [],
  );
