// What an action is bound to: the page wrote it into its form, and whoever sends the form may put any value in its place.
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { isId } from "../ids.ts";

export const boundId = z.string().refine(isId);
export const boundFlag = z.boolean();

/** Reads it by its shape, names of no use here left out. Refuses with `invalid` what no page of ours has sent. */
export function boundTo<S extends z.ZodType>(shape: S, bound: unknown): z.output<S> {
  const parsed = shape.safeParse(bound);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Please open the page again and send it from there.");
}
