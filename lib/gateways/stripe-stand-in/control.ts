// The stand-in's back door, for tests and benchmarks in another process.
import { z } from "zod";
import type { FaultScript } from "./faults.ts";

const script = z.strictObject({
  fail: z
    .strictObject({
      times: z.int().min(0),
      when: z.enum(["before", "after"]),
      how: z.union([z.enum(["reset", "hang"]), z.int().min(400).max(599)]),
      path: z.string().optional(),
      save: z.boolean().optional(),
    })
    .nullable()
    .optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  dropWebhooksPercent: z.number().min(0).max(100).optional(),
  webhookCopies: z.int().min(1).max(20).optional(),
  shuffleWebhooksMs: z.int().min(0).max(60_000).optional(),
  seed: z.int().optional(),
  advanceSeconds: z.int().optional(),
});

export type Control = FaultScript & {
  /** Moves the stand-in's clock; sessions past their time expire at once. */
  advanceSeconds?: number;
};

/** Throws a zod error that names what is wrong. */
export function parseControl(body: string): Control {
  return script.parse(JSON.parse(body));
}
