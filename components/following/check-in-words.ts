// What a check-in asks, for the page to say in its language: its numbers and its button, and apart from them what is asked about warning signs.

export const checkInWords = {
  open: "Some questions still need an answer",
  choose: "Choose",
  painNow: "Your pain now",
  painWeek: "On average over the last seven days",
  painWorst: "At its worst in the last seven days",
  painEnds: { none: "none", most: "the worst you can think of" },
  headacheDays: "Days with a headache in the last four weeks",
  ability: "How well you can do what you named at your assessment",
  abilityHint: "The activity that is hard for you.",
  abilityEnds: { none: "cannot do it", most: "as before" },
  change: "Since your plan began, you are",
  changes: {
    1: "Very much better",
    2: "Much better",
    3: "A little better",
    4: "No change",
    5: "A little worse",
    6: "Much worse",
    7: "Very much worse",
  },
  soreness: "How sore you were after the visit",
  sorenessEnds: { none: "not at all", most: "very much" },
  soreForDays: "Are you still sore three days after it?",
  answers: { no: "No", yes: "Yes", unsure: "I am not sure" },
  moment: "One moment…",
  send: "Send",
};

export const warningWords = {
  nerveSign: "Since the visit, any new numbness, weakness, dizziness, change of sight or severe headache?",
  title: "Anything new?",
  since: "Since you last answered, has any of this begun?",
  isNew: "Is any of this new?",
  which: "Please say which.",
  answers: { no: "No", yes: "Yes", unsure: "I am not sure" },
};
