// The texts about health in each language, and who of the clinic has approved which wording. Until somebody has, they are shown in English.
import { createHash } from "node:crypto";
import { z } from "zod";
import {
  addCareApproval,
  careApprovals,
  isCareApproved,
  withdrawCareApprovals,
} from "../../db/queries/consent-texts.ts";
import { troubleOf } from "../../db/errors.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { isLanguage, languages, ownNames, type Language } from "../languages/language.ts";
import { carePhrases } from "../languages/phrases/care.ts";
import { ownCare } from "../languages/phrases/own/care.ts";
import { inFrench, sayer } from "../languages/say-in.ts";
import type { CareLines } from "./screen-text.ts";
import { wordsOf } from "../languages/words.ts";

/** Says a text about health; only for a language that {@link mayShowCare}. */
export const sayCare = sayer({ ...carePhrases, ...inFrench(ownCare) });

export type CareText = { english: string; said: string };

/** Everything that an approval is about, in the order in which patients meet it; numbers and places stand as `{0}`. */
function wordingOf(language: Language): CareText[] {
  const [english, said] = [wordsOf("en").booking, wordsOf(language).booking];
  const pairs: [string, string][] = [
    [english.health.lead, said.health.lead],
    ...Object.keys(carePhrases).map((text): [string, string] => [
      text,
      carePhrases[text]![languages.indexOf(language) - 1] ?? text,
    ]),
    [english.checkForm.agree, said.checkForm.agree],
    ...(language === "fr" ? Object.entries(ownCare) : []),
  ];
  return pairs.map(([text, inTheirs]) => ({ english: text, said: inTheirs }));
}

/** The wording as patients of a region read it. */
export function careTexts(language: Language, lines: CareLines): CareText[] {
  const { place, nurseLine, nurseLineText, emergency } = lines;
  const filled = (text: string) => {
    const values = text.includes("{3}") ? [place, nurseLine, nurseLineText, emergency] : [emergency];
    return text.replaceAll(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? "");
  };
  return wordingOf(language).map(({ english, said }) => ({ english: filled(english), said: filled(said) }));
}

/** Of the wording in a language: another one as soon as a text differs. */
export const careVersion = (language: Language): string =>
  createHash("sha256")
    .update(JSON.stringify(wordingOf(language)))
    .digest("hex")
    .slice(0, 12);

/** For a form to carry: what it shows, whatever is approved or chosen by the time it is sent. */
export const wordingShown = (language: Language): string => `${language} ${careVersion(language)}`;

/** Whether texts about health may be shown in the language. English needs nobody's word. */
export async function mayShowCare(ctx: Ctx, language: Language): Promise<boolean> {
  if (language === "en") return true;
  return inTransaction(ctx, ({ tx, clinicId }) => isCareApproved(tx, clinicId, language, careVersion(language)));
}

export type CareLanguageView = {
  language: Language;
  name: string;
  version: string;
  /** Who approved the wording of today. */
  approved: { name: string; at: Date } | null;
  /** An earlier wording was approved; this one is another. */
  changed: boolean;
};

/** Every language but English. */
export async function viewCareLanguages(ctx: Ctx): Promise<CareLanguageView[]> {
  mustMay(ctx, "edit_templates");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => careApprovals(tx, clinicId));
  return languages.slice(1).map((language) => {
    const version = careVersion(language);
    const standing = rows.filter((row) => row.language === language && row.withdrawnAt === null);
    const own = standing.find((row) => row.version === version);
    return {
      language,
      name: ownNames[language],
      version,
      approved: own ? { name: own.approvedName, at: own.approvedAt } : null,
      changed: !own && standing.length > 0,
    };
  });
}

const translated = z.enum(
  languages.filter((one) => one !== "en"),
  "Choose a language.",
);

export const approvalInput = z.object({
  language: translated,
  /** Of the wording that was read. */
  version: z.string().max(64),
  name: z.string().trim().min(3, "Write your full name.").max(120),
  read: z.literal("yes", "Tick the box once you have read all of it."),
});

export const withdrawalInput = z.object({ language: translated });

/** Patients see the language's texts from now on. Refuses with `already_done` when the wording is not the one that was read. */
export async function approveCareTexts(ctx: Ctx, input: z.output<typeof approvalInput>): Promise<void> {
  mustMay(ctx, "edit_templates");
  const { language, version, name } = input;
  if (version !== careVersion(language))
    throw new Refusal("already_done", "The texts have changed since this page was opened. Please read them again.");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const id = newId();
    const row = { clinicId, id, language, version, approvedName: name, approvedBy: memberIdOf(ctx)!, approvedAt: now };
    await addCareApproval(tx, row).catch((error: unknown) => {
      if (troubleOf(error) !== "duplicate") throw error;
      throw new Refusal("already_done", "Somebody has approved these texts already.");
    });
    await record(t, [
      { deed: "care_texts.approved", subjectKind: "care_texts", subjectId: id, detail: { language, version } },
    ]);
  });
}

/** English again from now on. Refuses with `not_found` where nothing stands. */
export async function withdrawCareTexts(ctx: Ctx, { language }: z.output<typeof withdrawalInput>): Promise<void> {
  mustMay(ctx, "edit_templates");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const by = { withdrawnAt: now, withdrawnBy: memberIdOf(ctx)! };
    if (!(await withdrawCareApprovals(tx, clinicId, language, by))) throw notFound("approval");
    await record(t, [
      { deed: "care_texts.withdrawn", subjectKind: "clinic", subjectId: clinicId, detail: { language } },
    ]);
  });
}

export const isTranslated = (value: unknown): value is Exclude<Language, "en"> => isLanguage(value) && value !== "en";
