// Reads form parameters strictly: what is not listed is refused by name, as Stripe does.
import { invalid, missingParameter, unknownParameter } from "./problem.ts";
import type { Form } from "./wire.ts";

/** The names an endpoint takes: `true` for a leaf, a shape for an object, `[shape]` for a list, `"map"` for metadata. */
export type Shape = { [name: string]: true | "map" | Shape | readonly [Shape | true] };

/** Only names that the SDK's own parameter type has, so that a misspelt one does not compile. */
export type ShapeOf<Params> = { [K in keyof Params]?: true | "map" | Deeper<NonNullable<Params[K]>> };

type Deeper<Value> = Value extends readonly (infer Item)[]
  ? readonly [Item extends object ? ShapeOf<Item> : true]
  : Value extends object
    ? ShapeOf<Value>
    : never;

/** Throws `parameter_unknown` for the first name outside the shape. */
export function refuseUnknown(form: Form, shape: Shape, prefix = ""): void {
  for (const [name, value] of Object.entries(form)) {
    const full = prefix ? `${prefix}[${name}]` : name;
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (known === undefined) throw unknownParameter(full);
    if (known === true) {
      if (typeof value !== "string") throw invalid(`Invalid string: ${full} takes one value`, full);
    } else if (known === "map") refuseBadMetadata(value, full);
    else if (isList(known)) refuseInList(value, known[0], full);
    else if (typeof value === "string") throw invalid("Invalid object", full);
    else refuseUnknown(value, known, full);
  }
}

function isList(known: Shape | readonly [Shape | true]): known is readonly [Shape | true] {
  return Array.isArray(known);
}

function refuseInList(value: string | Form, item: Shape | true, full: string): void {
  if (typeof value === "string") throw invalid("Invalid array", full);
  for (const [index, entry] of Object.entries(value)) {
    if (!/^\d+$/.test(index)) throw invalid("Invalid array", full);
    if (item !== true) {
      if (typeof entry === "string") throw invalid("Invalid object", `${full}[${index}]`);
      refuseUnknown(entry, item, `${full}[${index}]`);
    }
  }
}

/** Stripe's limits: 50 keys, names of 40 and values of 500 characters (docs.stripe.com/api/metadata). */
function refuseBadMetadata(value: string | Form, full: string): void {
  if (typeof value === "string") {
    if (value !== "") throw invalid("Invalid hash", full);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length > 50) throw invalid("Metadata can hold at most 50 keys", full);
  for (const [key, text] of entries) {
    if (typeof text !== "string") throw invalid("Metadata values must be strings", `${full}[${key}]`);
    if (key.length > 40 || text.length > 500) {
      throw invalid("Metadata keys may have up to 40 characters and values up to 500", `${full}[${key}]`);
    }
  }
}

export function text(form: Form | undefined, name: string): string | undefined {
  const value = form?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function requiredText(form: Form | undefined, name: string, full = name): string {
  const value = text(form, name);
  if (value === undefined) throw missingParameter(full);
  return value;
}

export function branch(form: Form | undefined, name: string): Form | undefined {
  const value = form?.[name];
  return typeof value === "object" ? value : undefined;
}

export function list(form: Form, name: string): Form[] {
  return Object.values(branch(form, name) ?? {}).filter((entry) => typeof entry === "object");
}

/** Stripe's booleans are written out; absent is false. */
export function flag(form: Form | undefined, name: string, full = name): boolean {
  const value = text(form, name);
  if (value !== undefined && value !== "true" && value !== "false") throw invalid(`Invalid boolean: ${value}`, full);
  return value === "true";
}

/** One word of a closed list; undefined when the parameter is absent. */
export function oneOf<T extends string>(form: Form | undefined, name: string, words: readonly T[], full = name) {
  const value = text(form, name);
  const word = words.find((known) => known === value);
  if (value !== undefined && word === undefined) {
    throw invalid(`Invalid ${full}: must be one of ${words.join(", ")}`, full);
  }
  return word;
}

/** Three letters, lower case. */
export function currencyOf(form: Form | undefined, name: string, full = name): string {
  const value = requiredText(form, name, full).toLowerCase();
  if (!/^[a-z]{3}$/.test(value)) throw invalid(`Invalid currency: ${value}`, full);
  return value;
}

export function emailAddress(form: Form, name: string): string | null {
  const value = text(form, name);
  if (value !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw invalid(`Invalid email address: ${value}`, name, "email_invalid");
  }
  return value ?? null;
}

/** A whole number; undefined when the parameter is absent. */
export function integer(form: Form | undefined, name: string, full = name): number | undefined {
  const value = text(form, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) throw invalid(`Invalid integer: ${value}`, full, "parameter_invalid_integer");
  return Number(value);
}

export function metadata(form: Form | undefined, name = "metadata"): Record<string, string> {
  const entries = Object.entries(branch(form, name) ?? {});
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === "string" && value ? [[key, value]] : [])),
  );
}

export function webAddress(form: Form, name: string): string | undefined {
  const value = text(form, name);
  if (value !== undefined && !(URL.canParse(value) && /^https?:\/\//i.test(value))) {
    throw invalid("Not a valid URL", name, "url_invalid");
  }
  return value;
}
