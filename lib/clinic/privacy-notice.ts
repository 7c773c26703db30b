// What the public privacy page of the clinic names: the privacy officer, where records lie, and who else handles them.
import { z } from "zod";
import { addPrivacyNotice, latestPrivacyNotice } from "../../db/queries/privacy-notices.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { newId } from "../ids.ts";

export type Processor = { name: string; purpose: string; country: string };
export type PrivacyNotice = {
  officerName: string;
  officerContact: string;
  keptIn: string;
  processors: Processor[];
  setAt: Date;
};

/** `Name, what for, country` a line, as the form shows it. */
export const sayProcessors = (processors: readonly Processor[]): string =>
  processors.map(({ name, purpose, country }) => [name, purpose, country].join(", ")).join("\n");

const lineOf = (line: string): Processor | null => {
  const parts = line.split(",").map((part) => part.trim());
  const [name = "", country = ""] = [parts[0], parts.at(-1)];
  const purpose = parts.slice(1, -1).join(", ");
  return name && purpose && country ? { name, purpose, country } : null;
};

const typedProcessors = z
  .string()
  .max(4000)
  .transform((text, context) => {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const read = lines.map(lineOf);
    const wrong = read.indexOf(null);
    if (wrong >= 0)
      context.addIssue({
        code: "custom",
        message: `Line ${wrong + 1} needs a name, what for, and a country, with commas between them.`,
      });
    return read.filter((one) => one !== null);
  });

export const privacyNoticeInput = z.object({
  officerName: z.string().trim().min(1, "Name the person who answers for privacy.").max(200),
  officerContact: z.string().trim().min(3, "Enter an e-mail address or a telephone number.").max(200),
  keptIn: z.string().trim().min(2, "Say where the records lie, such as “Canada”.").max(200),
  processors: typedProcessors,
});

/** Null until the clinic has named anybody. */
export async function loadPrivacyNotice(ctx: Ctx): Promise<PrivacyNotice | null> {
  mustMay(ctx, "see_public_clinic");
  const row = await inTransaction(ctx, ({ tx, clinicId }) => latestPrivacyNotice(tx, clinicId));
  return row && withoutKeys(row);
}

/** Takes effect at once; what stood there before stays on record. */
export async function setPrivacyNotice(ctx: Ctx, input: z.output<typeof privacyNoticeInput>): Promise<void> {
  mustMay(ctx, "set_privacy_notice");
  await inTransaction(ctx, async (t) => {
    await addPrivacyNotice(t.tx, {
      ...input,
      clinicId: t.clinicId,
      id: newId(),
      setAt: t.now,
      memberId: memberIdOf(ctx),
    });
    await record(t, [
      {
        deed: "clinic.privacy_notice_set",
        subjectKind: "clinic",
        subjectId: t.clinicId,
        detail: { processors: input.processors.length },
      },
    ]);
  });
}

const withoutKeys = ({ officerName, officerContact, keptIn, processors, setAt }: PrivacyNotice): PrivacyNotice => ({
  officerName,
  officerContact,
  keptIn,
  processors,
  setAt,
});
