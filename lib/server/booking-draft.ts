// What a guest has chosen and typed so far, by the cookie of the browser.
import "server-only";
import { z } from "zod";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { Ctx } from "../context/context.ts";
import { loadDraft, saveDraft } from "../intake/drafts.ts";
import { publicPage } from "./contexts.ts";
import { readDraftCookie, setDraftCookie } from "./cookies.ts";

const text = z.string().max(500).default("");

const shape = z.object({
  serviceId: z.string().optional(),
  practitionerId: z.string().optional(),
  start: z.string().optional(),
  holdId: z.string().optional(),
  holdExpiresAt: z.string().optional(),
  forWhom: z.enum(["me", "other"]).default("me"),
  name: text,
  birthDateYear: text,
  birthDateMonth: text,
  birthDateDay: text,
  email: text,
  mobile: text,
  guardianName: text,
  guardianRelation: text,
  detailsDone: z.boolean().default(false),
  screenVersion: text,
  /** The wording of the questions that were answered last. */
  shown: text,
  answers: z.record(z.string(), z.string()).default({}),
});

export type BookingDraft = z.output<typeof shape>;

/** The birth date as typed in three boxes; not yet checked. */
export const birthDateOf = (draft: Pick<BookingDraft, "birthDateYear" | "birthDateMonth" | "birthDateDay">): string =>
  `${draft.birthDateYear.trim().padStart(4, "0")}-${draft.birthDateMonth.trim().padStart(2, "0")}-${draft.birthDateDay.trim().padStart(2, "0")}`;

export type DraftDoor = { ctx: Ctx; clinic: ClinicView; draft: BookingDraft; draftId: string | null };

export async function openBookingDraft(slug: string): Promise<DraftDoor> {
  const { ctx, clinic } = await publicPage(slug);
  const token = await readDraftCookie(slug);
  const kept = token ? await loadDraft(ctx, { token }) : null;
  const parsed = shape.safeParse(kept?.answers ?? {});
  return { ctx, clinic, draft: parsed.success ? parsed.data : shape.parse({}), draftId: kept?.draftId ?? null };
}

/** Adds to the draft and answers its id; sets the cookie. Only in actions. */
export async function keepBookingDraft(ctx: Ctx, slug: string, change: Partial<BookingDraft>): Promise<string> {
  const token = (await readDraftCookie(slug)) ?? undefined;
  const saved = await saveDraft(ctx, { token, answers: change });
  await setDraftCookie(slug, saved.token);
  return saved.draftId;
}
