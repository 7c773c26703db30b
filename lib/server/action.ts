// The doorway of forms: checks where the post came from, runs the verb, and turns a refusal into something the form can show.
import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { noteRefused } from "../audit/note-refused.ts";
import { refusalOf } from "../context/again.ts";
import { env } from "../env.ts";
import { Refusal, type ErrorCode, type FieldProblem } from "../errors.ts";
import { sayIn } from "../languages/say-in.ts";
import { wordsOf } from "../languages/words.ts";
import { tellFault } from "../log.ts";
import { fieldProblems } from "./field-problems.ts";
import { spokenLanguage } from "./language.ts";
import { shownAgain } from "./shown-again.ts";

/** What a form gets back. `values` are the typed texts, so that nothing is lost. */
export type FormState = {
  ok: boolean;
  code?: ErrorCode | "fault";
  message?: string;
  fields?: FieldProblem[];
  values?: Record<string, string | string[]>;
  facts?: Record<string, unknown>;
};

export const untouched: FormState = { ok: false };

/** Refuses posts of other sites, and what is no form at all; browsers always send Origin with a form post. */
async function sameOriginOnly(form: FormData): Promise<void> {
  // Whoever writes the post themselves may put any value in its place.
  if (!(form instanceof FormData)) throw new Refusal("invalid", "This is no form of ours. Open the page again.");
  const sent = await headers();
  const origin = sent.get("origin");
  if (origin !== new URL(env().PUBLIC_URL).origin || sent.get("sec-fetch-site") === "cross-site")
    throw new Refusal("forbidden", "This form was sent from another site. Open the page again and send it from there.");
}

type Typed = Record<string, string | string[]>;

/** The typed texts of a form; a repeated name becomes a list. Files are left out. */
function typedValues(form: FormData): Typed {
  const values = Object.create(null) as Typed;
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const all = form
      .getAll(name)
      .filter((value): value is string => typeof value === "string")
      // No browser lets anybody type it, and PostgreSQL keeps no text with it.
      .map((value) => value.replaceAll("\0", "").toWellFormed());
    values[name] = all.length > 1 ? all : (all[0] ?? "");
  }
  return values;
}

/** Parses typed values by the room's schema; problems name their fields. */
export function parseForm<S extends z.ZodType>(schema: S, values: unknown): z.output<S> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Please check the marked fields.", {
    fields: fieldProblems(schema, parsed.error),
  });
}

/**
 * For forms that lead on to a page whatever happens: `refused` gives the address for a refusal. A post from elsewhere, or about something
 * that is not there, gets the calm 404.
 */
export async function leadingAction(
  form: FormData,
  work: (values: Typed) => Promise<string>,
  refused: (refusal: Refusal) => string,
): Promise<never> {
  let next: string;
  try {
    await sameOriginOnly(form);
    next = await work(typedValues(form));
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await noteRefused(error);
    if (["forbidden", "invalid", "not_found"].includes(refusal.code)) notFound();
    next = refused(refusal);
  }
  redirect(next as Route);
}

/** Runs a form's work. Redirects pass; refusals and faults come back as state with everything that was typed. */
export async function formAction(
  form: FormData,
  work: (values: Typed) => Promise<FormState | void>,
): Promise<FormState> {
  let values: Typed = {};
  try {
    await sameOriginOnly(form);
    values = typedValues(form);
    return (await work(values)) ?? { ok: true };
  } catch (error) {
    unstable_rethrow(error);
    await noteRefused(error);
    const language = await spokenLanguage();
    const refusal = refusalOf(error);
    if (refusal)
      return {
        ok: false,
        code: refusal.code,
        message: sayIn(language, refusal.message),
        fields: refusal.fields.map(({ field, message }) => ({ field, message: sayIn(language, message) })),
        facts: refusal.facts,
        values: shownAgain(values),
      };
    const id = tellFault(error);
    return {
      ok: false,
      code: "fault",
      message: wordsOf(language).frame.fault.replace("{id}", id),
      values: shownAgain(values),
    };
  }
}
