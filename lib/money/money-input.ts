/** The shapes of money at a doorway. */
import { z } from "zod";

/** Whole minor units, 0 or more. */
export const minorInput = z.int().min(0, "must be whole cents, 0 or more");

/** A share in basis points, 0 to 10000. */
export const basisPointsInput = z.int().min(0).max(10_000, "must be basis points, 0 to 10000");
