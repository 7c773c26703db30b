// What the form for buying a gift card says, for the page to say in its language.

export const buyGiftCardWords = {
  amounts: "How much",
  amount: "Amount",
  other: "Another amount",
  you: "You",
  name: "Your name",
  nameHint: "It stands on the card.",
  email: "Your e-mail",
  forWhom: "For whom",
  forWhomHint: "Leave this empty to give or print it yourself.",
  theirName: "Their name",
  theirEmail: "Their e-mail",
  theirEmailHint: "We send the card there as soon as it is paid.",
  message: "A few words",
  messageHint: "They travel by e-mail: please write nothing about anybody’s health.",
  tax: "No tax is charged now; tax is in the visits that the card pays. What is not used can be given back to you: ask us. A gift card is no receipt for a treatment.",
  goOn: "Continue to payment",
  opening: "Opening the payment page…",
};
