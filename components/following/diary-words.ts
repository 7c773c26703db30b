// What a day of the diary asks, for the page to say in its language.

export const diaryWords = {
  day: "Day",
  headache: "A headache on this day?",
  no: "No",
  yes: "Yes",
  choose: "Choose",
  worst: "At its worst, 0 to 10",
  triggers: "What may have set it off",
  tablets: "Tablets for pain",
  sleep: "Hours of sleep the night before",
  keeping: "Keeping…",
  keep: "Keep this day",
};
