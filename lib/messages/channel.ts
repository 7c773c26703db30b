// By which way a message goes: what the person chose, as far as it can be done.
import { isUnasked, type Topic } from "./topics.ts";

export type Channel = "email" | "sms";
export type Choice = Channel | "none";

export type Reachable = {
  email: string | null;
  mobile: string | null;
  /** Text messages can be sent, and this number has not answered STOP. */
  texts: boolean;
};

/** `none` where the person does without; null where they cannot be reached. Nobody can do without what concerns their bookings. */
export function channelFor(
  topic: Topic,
  chosen: Choice | undefined,
  { email, mobile, texts }: Reachable,
): Choice | null {
  if (chosen === "none" && isUnasked(topic)) return "none";
  const sms = texts && mobile !== null;
  // A code that opens a record goes where the record says; a text message is good enough where there is no mail.
  if (chosen === "sms" && sms && topic !== "account") return "sms";
  if (email !== null) return "email";
  return sms ? "sms" : null;
}
