// English: a tablet of the clinic in a patient's hands.
export const tablet = {
  intake: { title: "Your health", lead: "Please answer every question. The clinic reads it before your visit." },
  check_in: { title: "How are you?", lead: "Two minutes. Your practitioner reads it before your visit." },
  consent: { title: "Please read and sign", lead: "Ask whoever handed you the tablet if something is not clear." },
  done: { title: "There is nothing to fill in", lead: "Please give the tablet back to the desk." },
  inEnglish: "This text is in English. Somebody at the desk will gladly go through it with you.",
  send: "Send",
  close: "Close",
  unsent: "Close without sending",
  closing: "Closing…",
  idle: "Are you still there? Touch the screen, or press a key.",
  idleMore: "Otherwise this form closes in half a minute, and nothing of it is kept.",
  thanks: "Thank you. Please give the tablet back to the desk.",
  speak: "Thank you. Please speak with somebody at the desk now, before your visit.",
} as const;
