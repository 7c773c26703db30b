// Says which fields of an input are wrong, in words and names of ours alone: nothing that was sent comes back.
import { z } from "zod";
import type { FieldProblem } from "../errors.ts";

const known = new WeakMap<z.ZodType, Set<string>>();

/** Every name that the schema has for a field, at any depth. */
function namesOf(schema: z.ZodType): Set<string> {
  let names = known.get(schema);
  if (names) return names;
  names = new Set();
  const walk = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const [name, inner] of Object.entries(part)) {
      if (name === "properties" && typeof inner === "object" && inner)
        for (const own of Object.keys(inner)) names!.add(own);
      walk(inner);
    }
  };
  // What is made ready first shows its names on the other side only.
  for (const io of ["input", "output"] as const) walk(z.toJSONSchema(schema, { io, unrepresentable: "any" }));
  known.set(schema, names);
  return names;
}

/** What to mend. A name that the sender made up is said as `…`; of several shapes that would do, the one that comes closest is meant. */
export function fieldProblems(schema: z.ZodType, error: z.ZodError): FieldProblem[] {
  const names = namesOf(schema);
  const part = (key: PropertyKey) => (typeof key === "number" || names.has(String(key)) ? String(key) : "…");
  const of = (issue: z.core.$ZodIssue, above: PropertyKey[] = []): FieldProblem[] => {
    const path = [...above, ...issue.path];
    const [closest] =
      issue.code === "invalid_union" ? issue.errors.toSorted((one, other) => one.length - other.length) : [];
    if (closest?.length) return closest.flatMap((inner) => of(inner, path));
    const message = issue.code === "unrecognized_keys" ? "has a name that is not known here" : issue.message;
    return [{ field: path.map(part).join("."), message }];
  };
  return error.issues.slice(0, 50).flatMap((issue) => of(issue));
}
