/** The shapes of asking to act for somebody, and of the desk's answer. */
import { z } from "zod";
import { dateInput } from "../time/date-input.ts";
import { relations, type Relation } from "./guardian-term.ts";
import { tidyName } from "./patient-input.ts";

export const dependantInput = z.object({
  name: z.string().transform(tidyName).pipe(z.string().min(2, "Enter their full name.").max(120)),
  birthDate: dateInput,
  relation: z.enum(Object.keys(relations) as [Relation, ...Relation[]], { message: "Choose what you are to them." }),
});

export const approvalInput = z.object({
  /** A record's id, or `new` for one that is made now. */
  record: z.string().min(1, "Choose whose record it is."),
  seen: z.string().trim().min(4, "Say what you have seen, such as a birth certificate and a passport.").max(300),
  youngAgrees: z.preprocess((value) => value === "yes" || value === true, z.boolean()),
});
