// What the button of a passkey says, for the page to say in its language; `{way}` is the other way in.

export const passkeyWords = {
  waiting: "Waiting for your device…",
  again: "Please try again.",
  known: "This device has a passkey for your account already.",
  unused: "No passkey was used. Try again, or {way}.",
  unable: "This browser or device cannot use passkeys here; {way}.",
};
