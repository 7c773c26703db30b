// What a page of times is told, by its address, when the chosen one could not be had.
import { startInput } from "../time/start-input.ts";
import type { Refusal } from "../errors.ts";
import { en } from "../languages/words/en.ts";

/** The code, with the nearest starts or the seconds to wait. */
export function refusedQuery({ code, facts }: Refusal): string {
  const near = Array.isArray(facts["nearest"]) ? facts["nearest"].map(String).join(",") : "";
  const query = new URLSearchParams({ gone: code, near });
  if (typeof facts["retryAfterSec"] === "number") query.set("wait", String(facts["retryAfterSec"]));
  return query.toString();
}

/** What is said for it; everything else is simply gone. */
type Why = keyof typeof en.times.refused;
const isWhy = (code: string): code is Why => Object.hasOwn(en.times.refused, code);

export type RefusedStart = { why: Why; waitSec: number; near: Date[] };

type Asked = Record<string, string | string[] | undefined>;

/** Why, for the address above, and the starts to offer; null when nothing was refused. */
export function readRefused(asked: Asked): RefusedStart | null {
  const { gone, near, wait } = asked;
  if (typeof gone !== "string") return null;
  return {
    why: isWhy(gone) ? gone : "gone",
    waitSec: typeof wait === "string" && /^\d{1,4}$/.test(wait) ? Number(wait) : 60,
    near: (typeof near === "string" ? near : "")
      .split(",")
      .flatMap((text) => startInput.safeParse(text).data ?? [])
      .slice(0, 3),
  };
}
