// When a desk that somebody left open shows nothing any more: locked by hand, or too long without use.

/** Where a clinic has said nothing else. */
const usualMinutes = 15;

/** What an owner may choose, in minutes; null for never. */
export const lockChoices = [5, 10, 15, 30, 60, null] as const;

type Rule = { lockAfterMin: number | null } | null;
type Session = { lockedAt: Date | null; lastSeenAt: Date };

export const lockMinutes = (rule: Rule): number | null => (rule ? rule.lockAfterMin : usualMinutes);

/** `at` on the machine's clock, as sessions are. */
export function isLocked(session: Session, rule: Rule, at: Date): boolean {
  if (session.lockedAt) return true;
  const minutes = lockMinutes(rule);
  return minutes !== null && at.getTime() - session.lastSeenAt.getTime() > minutes * 60_000;
}

const runs = ["01234567890", "09876543210"];

/** What is wrong with a PIN, as a sentence; null when nothing is. */
export function pinProblem(pin: string): string | null {
  if (!/^\d{6,10}$/.test(pin)) return "Type six to ten digits.";
  if (new Set(pin).size < 3 || runs.some((run) => run.includes(pin)))
    return "This is among the first that somebody would try. Choose digits that do not follow one another.";
  return null;
}
