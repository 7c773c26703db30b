"use server";
// What readers write under an article.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { commentInput } from "@/lib/articles/article-input";
import { sendComment } from "@/lib/articles/comments";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { guestCtx } from "@/lib/server/contexts";
import { countVisitor } from "@/lib/server/visitor";

export async function commentAction(
  clinicSlug: string,
  slug: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await guestCtx(clinicSlug);
    const comment = parseForm(commentInput, values);
    const page = `/${clinicSlug}/articles/${encodeURIComponent(slug)}?sent=1#comments` as Route;
    // A program that fills in everything is thanked like everybody else, and not kept.
    if (values["website"]) redirect(page);
    await countVisitor("comment", clinicSlug);
    await sendComment(ctx, { ...comment, slug });
    redirect(page);
  });
}
