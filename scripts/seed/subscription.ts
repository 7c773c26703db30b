// The demo clinics' subscription to Taper: a trial that outlasts any demonstration.
import { addDays } from "../../lib/time/dates.ts";
import type { Story } from "./story.ts";

const trialDays = 365;
const graceDays = 14;

export function tryTaper({ clinic }: Story): void {
  const { rows, draw, clock, id: clinicId } = clinic;
  const endsOn = addDays(clock.today, trialDays + 1);
  rows.subscriptions.push({
    clinicId,
    id: draw.id(clock.now),
    startedAt: clock.now,
    trialEndsAt: clock.at(endsOn, 0),
    graceEndsAt: clock.at(addDays(endsOn, graceDays), 0),
  });
}
