// What the forms about messages say, for the page to say in its language.

export const choicesWords = {
  language: "In which language",
  languageHint:
    "Letters and reminders. Health questions stay in English until the clinic has approved them in another language.",
  beyond: "Beyond your care",
  saving: "Saving…",
  save: "Save",
};

export const stopWords = {
  what: "Reminders end too. What you book, move or cancel is still confirmed.",
  ending: "Ending them…",
  end: "End all other messages",
};
