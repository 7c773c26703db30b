// Reads the starts that a page had on its screen back from its form.
import { z } from "zod";
import { startInput } from "../time/start-input.ts";
import { Refusal } from "../errors.ts";
import type { ShownStart } from "../plans/plan-views.ts";

const shape = z
  .array(
    z.object({
      visitId: z.string(),
      start: startInput,
      practitionerId: z.string(),
    }),
  )
  .max(200);

/** Refuses with `invalid` what no page of ours has sent. */
export function shownStarts(sent: unknown): ShownStart[] {
  try {
    return shape.parse(JSON.parse(typeof sent === "string" && sent !== "" ? sent : "[]"));
  } catch (cause) {
    throw new Refusal("invalid", "Please open the page again and send it from there.", { cause });
  }
}
