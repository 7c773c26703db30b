// What the door with a code says, for the page to say in its language.

export const codeDoorWords = {
  email: "The e-mail address we have",
  birth: "Your date of birth",
  birthHint: "For example 1984 5 30. For someone you look after: theirs.",
  code: "The six digits from the e-mail",
  moment: "One moment…",
  open: "Open",
  send: "Send me a code",
  sendNew: "Send a new code",
};
