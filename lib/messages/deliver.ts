// Sends what an outbox row asks for, deciding at send time: who, whether still true, whether now, and once only.
import { choicesOf, contactOf, smsStopped } from "../../db/queries/message-choices.ts";
import { latestText } from "../../db/queries/message-texts.ts";
import { addMessage, messageOf, messagesSince } from "../../db/queries/messages.ts";
import { together } from "../../db/together.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { textMessage } from "./brief.ts";
import { calendarFile } from "./calendar-entry.ts";
import { channelFor, type Channel, type Choice } from "./channel.ts";
import { decisions } from "./decisions.ts";
import { letterHtml, letterText, type Letter } from "./letter.ts";
import { inTheirLanguage, languageOfLetter, sayStop } from "./letter-in.ts";
import { phoneWords } from "../clinic/phone-words.ts";
import type { Decision, Message, OutboxJob } from "./message.ts";
import { messagesLink } from "./message-key.ts";
import { loadMessageRules } from "./message-rules.ts";
import { numberHash } from "./number-hash.ts";
import { inOwnWords, isWorded } from "./own-words.ts";
import { capFor, isUnasked, topics } from "./topics.ts";

export type { OutboxJob } from "./message.ts";

/** Whether this kind of event is told to anybody. */
export const isMessage = (kind: EventKind): boolean => kind in decisions;

/** What came of a row, and what is to be kept in the transaction that says so; with `notBefore` nothing yet. */
export type Delivered = { outcome: string; keep?: (t: TxCtx) => Promise<unknown>; notBefore?: Date };

type Way = { channel: Channel; address: string; choices?: string };
type Sendable = { message: Message; way: Way };

/** Sends at most one message for the row; that it was sent is for the caller to keep together with the row's end. */
export async function deliver(ctx: Ctx, job: OutboxJob): Promise<Delivered> {
  const decision = await inTransaction(ctx, async (t): Promise<Sendable | Exclude<Decision, Message>> => {
    const [before, decided = { skip: "nothing to say" }] = await together([
      messageOf(t.tx, t.clinicId, job.id),
      decisions[job.kind]?.(t, job),
    ]);
    if (before) return { skip: "sent before" };
    const wanted = "letter" in decided && isUnasked(decided.topic) ? await nowOrLater(t, decided) : decided;
    if (!("letter" in wanted)) return wanted;
    const [way, letter] = await together([wayTo(t, wanted), worded(t, job.kind, wanted)]);
    return "skip" in way ? way : { message: { ...wanted, letter }, way };
  });
  if ("skip" in decision) return { outcome: `skipped: ${decision.skip}` };
  if ("notBefore" in decision) return { outcome: "waits", notBefore: decision.notBefore };
  const { message, way } = decision;
  const { messageId } = await (way.channel === "sms" ? sendText(ctx, message, way) : sendMail(ctx, job, message, way));
  return {
    outcome: "sent",
    keep: (t) =>
      addMessage(t.tx, {
        clinicId: t.clinicId,
        id: newId(),
        outboxId: job.id,
        channel: way.channel,
        template: job.kind,
        topic: message.topic,
        messageId,
        appointmentId: message.appointmentId ?? null,
        patientId: message.patientId,
        sentAt: t.now,
      }),
  };
}

/** In its reader's language, and in the clinic's own words where it has set some in that language. */
async function worded(t: TxCtx, kind: EventKind, { letter: english }: Message): Promise<Letter> {
  const letter = inTheirLanguage(english);
  const own = isWorded(kind) ? await latestText(t.tx, t.clinicId, kind, languageOfLetter(letter)) : null;
  if (own?.subject == null || own.opening == null || own.brief == null) return letter;
  const { subject, opening, brief } = own;
  return inOwnWords(letter, phoneWords(letter.clinic.phone), { subject, opening, brief });
}

/** Where a message goes: to a member by mail, to a patient as they chose. */
async function wayTo(t: TxCtx, { to, patientId, topic, letter }: Message): Promise<Way | { skip: string }> {
  if (patientId === null) return to ? { channel: "email", address: to } : { skip: "no e-mail address" };
  const [contact, chosen, { clinic, rules }] = await together([
    contactOf(t.tx, t.clinicId, patientId, t.now),
    choicesOf(t.tx, t.clinicId, patientId),
    loadMessageRules(t),
  ]);
  if (!contact) return { skip: "no such person" };
  const { email, mobile } = contact;
  const able = t.gateways.sms !== null && mobile !== null && letter.brief !== undefined;
  const texts = able && !(await smsStopped(t.tx, numberHash(t.secret, mobile)));
  const wish = (chosen[topic] as Choice | undefined) ?? (rules.textTopics.includes(topic) ? "sms" : undefined);
  const channel = channelFor(topic, wish, { email, mobile, texts });
  if (channel === "none") return { skip: "they do without" };
  if (channel === null) return { skip: "no e-mail address" };
  return { channel, address: (channel === "sms" ? mobile : email)!, choices: messagesLink(t, clinic.slug, patientId) };
}

function sendText(ctx: Ctx, { letter, topic }: Message, { address }: Way): Promise<{ messageId: string }> {
  const { clinic, brief, link } = letter;
  const stop = isUnasked(topic) ? sayStop(letter) : null;
  const body = textMessage({ clinicName: clinic.name, said: brief!, url: link?.url, stop });
  return ctx.gateways.sms!.send({ to: address, body });
}

const weekMs = 7 * 86_400_000;

/** What nobody asked for waits while people sleep, and stays behind when the week has had enough. */
async function nowOrLater(t: TxCtx, message: Message): Promise<Decision> {
  const { rules, awakeFrom } = await loadMessageRules(t);
  if (awakeFrom > t.now) return { notBefore: awakeFrom };
  if (message.patientId === null) return message;
  const since = new Date(t.now.getTime() - weekMs);
  const sent = await messagesSince(t.tx, t.clinicId, message.patientId, since, topics.filter(isUnasked));
  return sent < capFor(message.topic, rules.weeklyCap) ? message : { skip: "enough for this week" };
}

function sendMail(
  ctx: Ctx,
  job: OutboxJob,
  { letter: written, ics, topic }: Message,
  { address: to, choices }: Way,
): Promise<{ messageId: string }> {
  const letter = choices ? { ...written, choices } : written;
  const { name: clinicName, email: clinicEmail } = letter.clinic;
  const about = { clinicName, clinicEmail, place: ics?.place ?? "", url: ics?.url ?? "", stamp: ctx.now };
  return ctx.gateways.mail.send({
    to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    messageId: `${job.id}@taper`,
    ...(choices && isUnasked(topic) ? { unsubscribeUrl: `${choices}/stop` } : {}),
    ...(ics
      ? {
          icsAttachment: {
            filename: "appointment.ics",
            method: ics.method,
            content: calendarFile(ics.entries, about, ics.method),
          },
        }
      : {}),
  });
}
