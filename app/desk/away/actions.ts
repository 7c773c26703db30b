"use server";
// Blocks days and does what was decided of each visit that lies in them.
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { clearDays, type Decision } from "@/lib/payments/clear-days";
import { Refusal } from "@/lib/errors";
import { formAction, type FormState } from "@/lib/server/action";
import { boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "../typed";

/** What an action is bound to may be forged: any value. */
const bound = z.object({
  practitionerId: z.string().nullable(),
  fromDate: z.string(),
  toDate: z.string(),
});

type Values = Record<string, string | string[]>;

function decisionsOf(values: Values): Decision[] {
  return Object.keys(values)
    .filter((name) => name.startsWith("visit-"))
    .map((name) => {
      const appointmentId = name.slice("visit-".length);
      const typed = text(values, name);
      if (typed === "offer" || typed === "call" || typed === "cancel") return { appointmentId, deed: typed };
      const [, to] = /^give:(.+)$/.exec(typed) ?? [];
      if (to) return { appointmentId, deed: "give", to };
      throw new Refusal("invalid", "Choose what becomes of each visit.", {
        fields: [{ field: name, message: "Choose what becomes of this visit." }],
      });
    });
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `one ${one}` : `${count} ${many}`);

export const clearAction = async (
  days: { practitionerId: string | null; fromDate: string; toDate: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> =>
  formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const reason = text(values, "reason");
    if (!reason)
      throw new Refusal("invalid", "Say why, in a word.", {
        fields: [{ field: "reason", message: "For example: ill, course, moving house." }],
      });
    const done = await clearDays(ctx, { ...boundTo(bound, days), reason, decisions: decisionsOf(values) });
    revalidatePath("/desk", "layout");
    const said = [
      ...(done.given ? [`${counted(done.given, "visit has", "visits have")} another practitioner`] : []),
      ...(done.offered ? [`${counted(done.offered, "patient is", "patients are")} offered other times by e-mail`] : []),
      ...(done.cancelled ? [`${counted(done.cancelled, "visit is", "visits are")} cancelled without a fee`] : []),
      ...(done.toCall ? [`${counted(done.toCall, "call stands", "calls stand")} in the tasks`] : []),
    ];
    return { ok: true, message: `The days are blocked.${said.length ? ` ${said.join("; ")}.` : ""}` };
  });
