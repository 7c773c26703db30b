// What the scores that owners see changes of are called.
import type { Measured } from "@/lib/insights/outcome-response";

export const outcomeWords: Record<Measured, { title: string; of: string; hint: string }> = {
  nprs: {
    title: "Does pain become less?",
    of: "Pain, 0 to 10",
    hint: "Average pain of seven days, from 0 to 10. A change means something from 2 points or 30% less on, for those who began above 3.",
  },
  psfs: {
    title: "Can people do more again?",
    of: "Function, 0 to 10",
    hint: "What patients say they can do of what matters to them, from 0 to 10. A change means something from 2 points more on, for those who began at 8 or below.",
  },
};
