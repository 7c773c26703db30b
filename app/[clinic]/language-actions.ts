"use server";
// Keeps the language that a reader chose, and leads back to the page they chose it on.
import { notFound } from "@/lib/errors";
import { isLanguage } from "@/lib/languages/language";
import { leadingAction } from "@/lib/server/action";
import { guestCtx } from "@/lib/server/contexts";
import { setLanguageCookie } from "@/lib/server/cookies";
import { pathBack } from "@/lib/server/path-back";

export async function languageAction(slug: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async ({ language }) => {
      await guestCtx(slug);
      if (!isLanguage(language)) throw notFound("language");
      await setLanguageCookie(language);
      return pathBack(slug);
    },
    () => `/${slug}`,
  );
}
