"use server";
// What those who keep the clinic's articles do: save, publish, take down; and let comments through, or delete them.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { articleInput } from "@/lib/articles/article-input";
import { approveComment, deleteComment } from "@/lib/articles/comments";
import { publishArticle, takeDownArticle } from "@/lib/articles/publish-article";
import { saveArticle } from "@/lib/articles/save-article";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";

const to = (path: string): never => redirect(path as Route);

export async function startArticleAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { articleId } = await saveArticle(ctx, { ...parseForm(articleInput, values), articleId: null });
    to(`/owner/articles/${articleId}?done=saved`);
  });
}

export async function saveArticleAction(articleId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await saveArticle(ctx, { ...parseForm(articleInput, values), articleId: boundTo(boundId, articleId) });
    to(`/owner/articles/${articleId}?done=saved`);
  });
}

export async function publishArticleAction(
  articleId: string,
  versionId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await publishArticle(ctx, { articleId: boundTo(boundId, articleId), versionId: boundTo(boundId, versionId) });
    to(`/owner/articles/${articleId}?done=public`);
  });
}

export async function takeDownArticleAction(articleId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await takeDownArticle(ctx, { articleId: boundTo(boundId, articleId) });
    to(`/owner/articles/${articleId}?done=down`);
  });
}

export async function approveCommentAction(commentId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await approveComment(ctx, { commentId: boundTo(boundId, commentId) });
    to("/owner/articles?done=approved#comments");
  });
}

export async function deleteCommentAction(commentId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await deleteComment(ctx, { commentId: boundTo(boundId, commentId) });
    to("/owner/articles?done=deleted#comments");
  });
}
