// What messages are about, and which of them must wait for morning and count towards the most that a person gets in a week.

export const topics = ["booking", "reminder", "nudge", "waitlist", "check_in", "account"] as const;
export type Topic = (typeof topics)[number];

/** Answers to what people did themselves, and what they must know, go out at once and always. */
const atOnce: ReadonlySet<Topic> = new Set<Topic>(["booking", "account"]);

export const isUnasked = (topic: Topic): boolean => !atOnce.has(topic);

/** Places of the week that only reminders may take, so that nothing else keeps a reminder away. */
const keptForReminders = 2;

/** How many messages of the week may have gone out before one about this topic stays behind. */
export const capFor = (topic: Topic, weeklyCap: number): number =>
  topic === "reminder" ? weeklyCap : Math.max(1, weeklyCap - keptForReminders);
