// How money changes hands at the desk.
import { z } from "zod";

export const handMethod = z.enum(["terminal", "cash", "e_transfer"], "Choose how it was paid.");
export type HandMethod = z.output<typeof handMethod>;
