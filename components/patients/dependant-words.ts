// What the form for somebody that a patient looks after says, for the page to say in its language.

export const dependantWords = {
  name: "Their full name",
  birth: "Their date of birth",
  birthHint: "For example 2018 5 30",
  relation: "What you are to them",
  asking: "Asking…",
  ask: "Ask the clinic",
};
