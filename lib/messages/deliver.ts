// Sends what an outbox row asks for, deciding at send time: who, whether still true, whether now, and once only.
import { addMessage, messageOf, messagesSince } from "../../db/queries/messages.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { calendarFile } from "./calendar-entry.ts";
import { decisions } from "./decisions.ts";
import { letterHtml, letterText } from "./letter.ts";
import type { Decision, Message, OutboxJob } from "./message.ts";
import { loadMessageRules } from "./message-rules.ts";
import { afterQuiet } from "./quiet-hours.ts";
import { capFor, isUnasked, topics } from "./topics.ts";

export type { OutboxJob } from "./message.ts";

/** Whether this kind of event is told to anybody. */
export const isMessage = (kind: EventKind): boolean => kind in decisions;

/** What came of a row, and what is to be kept in the transaction that says so; with `notBefore` nothing yet. */
export type Delivered = { outcome: string; keep?: (t: TxCtx) => Promise<unknown>; notBefore?: Date };

/** Sends at most one message for the row; that it was sent is for the caller to keep together with the row's end. */
export async function deliver(ctx: Ctx, job: OutboxJob): Promise<Delivered> {
  const decision = await inTransaction(ctx, async (t): Promise<Decision> => {
    if (await messageOf(t.tx, t.clinicId, job.id)) return { skip: "sent before" };
    const decided = (await decisions[job.kind]?.(t, job)) ?? { skip: "nothing to say" };
    return "letter" in decided && isUnasked(decided.topic) ? nowOrLater(t, decided) : decided;
  });
  if ("skip" in decision) return { outcome: `skipped: ${decision.skip}` };
  if ("notBefore" in decision) return { outcome: "waits for the morning", notBefore: decision.notBefore };
  if (!decision.to) return { outcome: "skipped: no e-mail address" };
  const { messageId } = await sendMail(ctx, job, decision, decision.to);
  return {
    outcome: "sent",
    keep: (t) =>
      addMessage(t.tx, {
        clinicId: t.clinicId,
        id: newId(),
        outboxId: job.id,
        channel: "email",
        template: job.kind,
        topic: decision.topic,
        messageId,
        appointmentId: decision.appointmentId ?? null,
        patientId: decision.patientId,
        sentAt: t.now,
      }),
  };
}

const weekMs = 7 * 86_400_000;

/** What nobody asked for waits while people sleep, and stays behind when the week has had enough. */
async function nowOrLater(t: TxCtx, message: Message): Promise<Decision> {
  const { clinic, rules } = await loadMessageRules(t);
  const morning = afterQuiet(t.now, rules, clinic.timeZone);
  if (morning > t.now) return { notBefore: morning };
  if (message.patientId === null) return message;
  const since = new Date(t.now.getTime() - weekMs);
  const sent = await messagesSince(t.tx, t.clinicId, message.patientId, since, topics.filter(isUnasked));
  return sent < capFor(message.topic, rules.weeklyCap) ? message : { skip: "enough for this week" };
}

function sendMail(ctx: Ctx, job: OutboxJob, { letter, ics }: Message, to: string): Promise<{ messageId: string }> {
  const { name: clinicName, email: clinicEmail } = letter.clinic;
  return ctx.gateways.mail.send({
    to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    messageId: `${job.id}@taper`,
    ...(ics
      ? {
          icsAttachment: {
            filename: "appointment.ics",
            method: ics.method,
            content: calendarFile(
              ics.entries,
              { clinicName, clinicEmail, place: ics.place, url: ics.url, stamp: ctx.now },
              ics.method,
            ),
          },
        }
      : {}),
  });
}
