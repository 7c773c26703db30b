// The shape of a form that a script sends before anybody pressed its button: each name with all its typed texts.
import { z } from "zod";

export const typedInput = z.record(z.string(), z.array(z.string()));
