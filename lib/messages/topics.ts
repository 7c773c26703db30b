// What messages are about; which of them people can do without, must wait for morning and count towards the most of a week.

export const topics = ["booking", "reminder", "nudge", "waitlist", "check_in", "account"] as const;
export type Topic = (typeof topics)[number];

/** Answers to what people did themselves, and what they must know, go out at once and always. */
const atOnce: ReadonlySet<Topic> = new Set<Topic>(["booking", "account"]);

export const isUnasked = (topic: Topic): boolean => !atOnce.has(topic);

/** What people choose a way for, as they read it. */
export const chosenTopics = ["booking", "reminder", "nudge", "check_in", "waitlist"] as const;
export const topicWords: Record<(typeof chosenTopics)[number], { name: string; hint: string }> = {
  booking: { name: "Your bookings", hint: "When a visit is booked, moved or cancelled. We always tell you." },
  reminder: { name: "Reminders", hint: "Two days before a visit, and again on the day." },
  nudge: { name: "Times for your next visit", hint: "When your plan’s next visit has no time yet." },
  check_in: { name: "How it went", hint: "The day after a visit." },
  waitlist: { name: "Earlier times", hint: "When a time becomes free that you asked to hear of." },
};

/** Places of the week that only reminders may take, so that nothing else keeps a reminder away. */
const keptForReminders = 2;

/** How many messages of the week may have gone out before one about this topic stays behind. */
export const capFor = (topic: Topic, weeklyCap: number): number =>
  topic === "reminder" ? weeklyCap : Math.max(1, weeklyCap - keptForReminders);
