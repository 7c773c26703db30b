/** The shape of a gap and its window at a doorway. */
import { z } from "zod";

const wholeDays = z.int().min(0, "must be whole days, 0 or more");

export const windowInput = z
  .object({ minGap: wholeDays, targetGap: wholeDays, maxGap: wholeDays, gap: wholeDays })
  .refine(
    ({ minGap, targetGap, maxGap }) => minGap <= targetGap && targetGap <= maxGap,
    "minGap, targetGap and maxGap must not fall in this order",
  );
