// What saying yes to a plan asks, for the page to say in its language.

export const acceptWords = {
  pay: "How do you want to pay?",
  agree: "What you agree to",
  read: "I have read this and agree.",
  sign: "Sign with your full name",
  booking: "Booking all visits…",
};
