// Pages through objects the way Stripe's list endpoints do: newest first, by cursor.
import type Stripe from "stripe";
import { branch, integer, text } from "./params.ts";
import { invalid, noSuch } from "./problem.ts";
import type { Form } from "./wire.ts";

export const listShape = {
  limit: true,
  starting_after: true,
  ending_before: true,
  created: { gt: true, gte: true, lt: true, lte: true },
} as const;

/** `form` holds the query; `keeps` narrows further. Limits are 1–100, ten when not given. */
export function listObjects<T extends { id: string; created: number }>(
  objects: Map<string, T>,
  form: Form,
  url: string,
  keeps: (object: T) => boolean,
): Stripe.ApiList<T> {
  const limit = integer(form, "limit") ?? 10;
  if (limit < 1 || limit > 100) throw invalid("Invalid limit: must be between 1 and 100", "limit");
  const inRange = createdRange(form);
  const all = [...objects.values()].toReversed().filter((object) => inRange(object.created) && keeps(object));
  const after = text(form, "starting_after");
  const before = text(form, "ending_before");
  if (after && before) throw invalid("You may only specify one of these parameters: starting_after, ending_before.");
  const cursor = after ?? before;
  const position = cursor === undefined ? -1 : all.findIndex((object) => object.id === cursor);
  if (cursor !== undefined && position < 0) throw noSuch("object", cursor, after ? "starting_after" : "ending_before");
  const rest = before === undefined ? all.slice(position + 1) : all.slice(0, position);
  const data = before === undefined ? rest.slice(0, limit) : rest.slice(-limit);
  return { object: "list", data, has_more: rest.length > data.length, url };
}

function createdRange(form: Form): (created: number) => boolean {
  const range = branch(form, "created");
  const bound = (name: string, otherwise: number) => integer(range, name, `created[${name}]`) ?? otherwise;
  const [gt, gte, lt, lte] = [bound("gt", -1), bound("gte", 0), bound("lt", Infinity), bound("lte", Infinity)];
  return (created) => created > gt && created >= gte && created < lt && created <= lte;
}
