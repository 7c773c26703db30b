// A clinic sets when its messages go out, and what they say in its own words.
import { addText, kindsInOwnWords, latestTexts, putMessageRules } from "../../db/queries/message-texts.ts";
import { askAgain } from "../../db/queries/events.ts";
import { messageRuleRows } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { loadCatalogue } from "../clinic/load-catalogue.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import type { EventKind } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { localeOf, type Language } from "../languages/language.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { textMessage } from "./brief.ts";
import { letterText, type Letter } from "./letter.ts";
import { inTheirLanguage, sayStop } from "./letter-in.ts";
import { loadMessageRules, type MessageRules } from "./message-rules.ts";
import type { MessageRulesInput, MessageText } from "./messages-input.ts";
import { inOwnWords, isWorded, wordedKinds, type WordedKind, type Words } from "./own-words.ts";
import { originalWords, sampleLetter } from "./sample-letters.ts";
import { isUnasked, type Topic } from "./topics.ts";
import { phoneWords } from "../clinic/phone-words.ts";

/** What waits because of a rule: for morning, or until a booking cannot be undone any more. */
const waiting: EventKind[] = [
  "appointment.booked",
  "appointment.reminder",
  "plan.nudge",
  "visit.check_in",
  "waitlist.offer",
];

/** From a day on; a second one for the same day takes the first one's place. Holds for what waits already. */
export async function setMessageRules(
  ctx: Ctx,
  { from, quietFrom, quietTo, ...rest }: MessageRulesInput,
): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    const { clinic } = await loadMessageRules(t);
    if (from < dateIn(t.now, clinic.timeZone)) {
      const message = "A rule begins today or later.";
      throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
    }
    await putMessageRules(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      effectiveFrom: from,
      quietFromMin: quietFrom,
      quietToMin: quietTo,
      source: "Set by the clinic",
      ...rest,
    });
    await askAgain(t.tx, t.clinicId, waiting, t.now);
    await record(t, [{ deed: "messages.rules_set", subjectKind: "clinic", subjectId: t.clinicId, detail: { from } }]);
  });
}

/** Holds at once, for what is still to be sent too. Null words are the original ones again. */
export async function setMessageText(
  ctx: Ctx,
  { kind, language, words }: Pick<MessageText, "kind" | "language"> & { words: Words | null },
): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "Somebody of the clinic words its messages.");
  await inTransaction(ctx, async (t) => {
    const { subject, opening, brief } = words ?? { subject: null, opening: null, brief: null };
    const own = { clinicId: t.clinicId, id: newId(t.now.getTime()), kind, language, subject, opening, brief };
    await addText(t.tx, { ...own, setAt: t.now, memberId });
    const detail = { kind, language, words: words === null ? "original" : "own" };
    await record(t, [{ deed: "messages.text_set", subjectKind: "clinic", subjectId: t.clinicId, detail }]);
  });
}

export type MessageSetup = {
  today: LocalDate;
  /** The clinic's own rules, the latest first; without any the standard ones hold. */
  rules: MessageRules[];
  inForce: MessageRules;
  kinds: { kind: WordedKind; name: string; own: boolean }[];
};

export async function viewMessageSetup(ctx: Ctx): Promise<MessageSetup> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules: inForce } = await loadMessageRules(t);
    const rows = await messageRuleRows(t.tx, t.clinicId);
    const own = new Set(await kindsInOwnWords(t.tx, t.clinicId));
    return {
      today: dateIn(t.now, clinic.timeZone),
      rules: rows,
      inForce,
      kinds: (Object.keys(wordedKinds) as WordedKind[]).map((kind) => ({
        kind,
        name: wordedKinds[kind].name,
        own: own.has(kind),
      })),
    };
  });
}

export type MessageTextView = {
  kind: WordedKind;
  name: string;
  words: Words;
  /** Since when its own words hold; null for the original ones. */
  since: Date | null;
  /** With made-up people and times. */
  preview: { subject: string; mail: string; text: string };
};

/** Refuses with `not_found` for a kind that is not worded. */
export async function viewMessageText(
  ctx: Ctx,
  { kind, language = "en" }: { kind: string; language?: Language },
): Promise<MessageTextView> {
  mustMay(ctx, "set_up_clinic");
  if (!isWorded(kind)) throw notFound("message");
  return inTransaction(ctx, async (t) => {
    const sample = await sampleOf(t, language);
    const row = (await latestTexts(t.tx, t.clinicId, language)).find((one) => one.kind === kind);
    const own =
      row?.subject != null && row.opening != null && row.brief != null
        ? { subject: row.subject, opening: row.opening, brief: row.brief }
        : null;
    const letter = inTheirLanguage(sampleLetter(kind, sample, `${t.publicUrl}/${sample.clinic.slug}`));
    const said = own ? inOwnWords(letter, phoneWords(sample.clinic.phone), own) : letter;
    return {
      kind,
      name: wordedKinds[kind].name,
      words: own ?? originalWords(kind, sample),
      since: own ? row!.setAt : null,
      preview: { subject: said.subject, mail: letterText(said), text: shortOf(kind, said) },
    };
  });
}

const topicOf: Partial<Record<WordedKind, Topic>> = {
  "appointment.reminder": "reminder",
  "visit.check_in": "check_in",
  "plan.nudge": "nudge",
  "waitlist.offer": "waitlist",
};

const shortOf = (kind: WordedKind, letter: Letter): string =>
  textMessage({
    clinicName: letter.clinic.name,
    said: letter.brief ?? "",
    url: letter.link?.url,
    stop: isUnasked(topicOf[kind] ?? "booking") ? sayStop(letter) : null,
  });

async function sampleOf(t: TxCtx, language: Language) {
  const { clinic } = await loadMessageRules(t);
  const { practitioners, locations } = await loadCatalogue(t);
  const place = locations[0];
  return {
    clinic: { ...clinic, locale: localeOf(language, clinic.locale) },
    practitioner: practitioners[0]?.name ?? "Alex Kim",
    place: { name: place?.name ?? clinic.name, address: place?.address ?? "", arrival: place?.arrival ?? "" },
    now: t.now,
  };
}
