// How money changes hands at the desk.
import { z } from "zod";

export const handMethod = z.enum(["terminal", "cash", "e_transfer"], "Choose how it was paid.");
export type HandMethod = z.output<typeof handMethod>;

/** How money is taken: by hand, or from a gift card by its code. */
export const takeMethod = z.enum([...handMethod.options, "gift_card"], "Choose how it was paid.");
