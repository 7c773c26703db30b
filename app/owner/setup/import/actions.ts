"use server";
// Some rows of another system's file: looked at, or read in.
import { importInput } from "@/lib/imports/import-input";
import { importRows } from "@/lib/imports/import-rows";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { readJson } from "@/lib/server/json-text";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "../../../desk/typed";

/** `facts.answer` says what became of the rows. */
export async function importAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const answer = await importRows(ctx, parseForm(importInput, readJson(text(values, "rows"))));
    return { ok: true, facts: { answer } };
  });
}
