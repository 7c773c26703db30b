/** The shape of a profession at a doorway. */
import { z } from "zod";

export const professionInput = z.enum(["rmt", "physiotherapist", "acupuncturist", "osteopathic_practitioner"]);
