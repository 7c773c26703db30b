// Which messages somebody gets and by which way: shown, chosen, and all that can be done without ended at once.
import { addChoices, choicesOf, contactOf, smsStopped } from "../../db/queries/message-choices.ts";
import { patientLanguage, setPatientLanguage } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { consentHolds, keepWord } from "../intake/purpose-consent.ts";
import { isId, newId } from "../ids.ts";
import { isLanguage, type Language } from "../languages/language.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { channelFor, type Choice } from "./channel.ts";
import { loadMessageRules } from "./message-rules.ts";
import type { Choices } from "./messages-input.ts";
import { numberHash } from "./number-hash.ts";
import { chosenTopics, isUnasked } from "./topics.ts";

export type ChoicesView = {
  choices: Choices["choices"];
  news: boolean;
  /** In which letters are written. */
  language: Language;
  /** Enough of an address to know it by: `a…@example.org`. */
  email: string | null;
  /** `…0112` */
  mobile: string | null;
  /** Text messages can be sent to it. */
  texts: boolean;
  /** The number has answered STOP; START ends that. */
  stopped: boolean;
};

async function person(t: TxCtx, patientId: string) {
  const own = ownPatientOf(t.actor);
  const contact =
    isId(patientId) && (own === null || own === patientId) ? await contactOf(t.tx, t.clinicId, patientId, t.now) : null;
  if (!contact) throw notFound("page");
  return contact;
}

async function languageFor({ tx, clinicId }: TxCtx, patientId: string): Promise<Language> {
  const language = await patientLanguage(tx, clinicId, patientId);
  return isLanguage(language) ? language : "en";
}

const mustMayChoose = (ctx: Ctx) =>
  mustMay(ctx, ctx.actor.kind === "member" ? "book_for_patient" : "manage_own_booking");

/** For whoever holds the person's own key, the person, and the desk. Refuses with `not_found`. */
export async function viewChoices(ctx: Ctx, { patientId }: { patientId: string }): Promise<ChoicesView> {
  mustMayChoose(ctx);
  return inTransaction(ctx, async (t) => {
    const { email, mobile } = await person(t, patientId);
    const chosen = await choicesOf(t.tx, t.clinicId, patientId);
    const stopped = mobile !== null && (await smsStopped(t.tx, numberHash(t.secret, mobile)));
    const reach = { email, mobile, texts: ctx.gateways.sms !== null && !stopped };
    const { rules } = await loadMessageRules(t);
    const wish = (topic: (typeof chosenTopics)[number]) =>
      (chosen[topic] as Choice | undefined) ?? (rules.textTopics.includes(topic) ? "sms" : undefined);
    const ways = chosenTopics.map((topic) => [topic, channelFor(topic, wish(topic), reach) ?? "email"]);
    return {
      choices: Object.fromEntries(ways) as Choices["choices"],
      news: await consentHolds(t, patientId, "news"),
      language: await languageFor(t, patientId),
      email: email && `${email.slice(0, 1)}…${email.slice(email.indexOf("@"))}`,
      mobile: mobile && `…${mobile.slice(-4)}`,
      texts: ctx.gateways.sms !== null && mobile !== null && !stopped,
      stopped,
    };
  });
}

type How = "page" | "mail" | "desk";

/** What is chosen anew is kept with who said so and when; the rest stays as it was said. */
export async function chooseMessages(
  ctx: Ctx,
  { patientId, choices, news, language }: Choices & { patientId: string },
): Promise<void> {
  mustMayChoose(ctx);
  await inTransaction(ctx, async (t) => {
    const now = await viewChoices(t, { patientId });
    const how = ctx.actor.kind === "member" ? "desk" : "page";
    const changed = chosenTopics.filter((topic) => choices[topic] !== now.choices[topic]);
    await keep(
      t,
      patientId,
      how,
      changed.map((topic) => ({ topic, channel: choices[topic] })),
      news === now.news ? null : news,
      language === undefined || language === now.language ? null : language,
    );
  });
}

/** One click in a mail program: everything that nobody asked for ends, and so does consent to news. */
export async function stopUnasked(ctx: Ctx, { patientId }: { patientId: string }): Promise<void> {
  mustMayChoose(ctx);
  await inTransaction(ctx, async (t) => {
    const now = await viewChoices(t, { patientId });
    const ended = chosenTopics.filter((topic) => isUnasked(topic) && now.choices[topic] !== "none");
    await keep(
      t,
      patientId,
      "mail",
      ended.map((topic) => ({ topic, channel: "none" as const })),
      now.news ? false : null,
      null,
    );
  });
}

async function keep(
  t: TxCtx,
  patientId: string,
  how: How,
  changed: { topic: string; channel: Choice }[],
  news: boolean | null,
  language: Language | null,
): Promise<void> {
  if (!changed.length && news === null && language === null) return;
  const said = { clinicId: t.clinicId, patientId, at: t.now, how, memberId: memberIdOf(t) };
  await addChoices(
    t.tx,
    changed.map((one) => ({ ...said, ...one, id: newId(t.now.getTime()) })),
  );
  if (news !== null) await keepWord(t, { patientId, purpose: "news", given: news, how });
  if (language !== null) await setPatientLanguage(t.tx, t.clinicId, patientId, language);
  const detail = {
    how,
    ...Object.fromEntries(changed.map(({ topic, channel }) => [topic, channel])),
    ...(news === null ? {} : { news }),
    ...(language === null ? {} : { language }),
  };
  await record(t, [{ deed: "messages.chosen", subjectKind: "patient", subjectId: patientId, patientId, detail }]);
}
