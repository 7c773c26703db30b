// What a page of times is told, by its address, when the chosen one could not be had.
import { startInput } from "../time/start-input.ts";
import type { ErrorCode, Refusal } from "../errors.ts";
import { sayWait } from "../limits/limits.ts";

/** The code, with the nearest starts or the seconds to wait. */
export function refusedQuery({ code, facts }: Refusal): string {
  const near = Array.isArray(facts["nearest"]) ? facts["nearest"].map(String).join(",") : "";
  const query = new URLSearchParams({ gone: code, near });
  if (typeof facts["retryAfterSec"] === "number") query.set("wait", String(facts["retryAfterSec"]));
  return query.toString();
}

const otherwise = "That time has just gone.";
const said: Partial<Record<ErrorCode, string>> = {
  patient_busy: "You have another visit at that time.",
  too_late: "It is too late to change this visit here. Please call us.",
  not_bookable: "This cannot be booked online at that time.",
  busy_try_again: "We could not finish just now. Please choose again.",
};

type Asked = Record<string, string | string[] | undefined>;

/** One sentence for the address above, and the starts to offer; null when nothing was refused. */
export function readRefused(asked: Asked): { said: string; near: Date[] } | null {
  const { gone, near, wait } = asked;
  if (typeof gone !== "string") return null;
  const seconds = typeof wait === "string" && /^\d{1,4}$/.test(wait) ? Number(wait) : 60;
  return {
    said:
      gone === "too_many"
        ? `Many times are being kept from this network already. Please wait ${sayWait(seconds)}, then choose again.`
        : (said[gone as ErrorCode] ?? otherwise),
    near: (typeof near === "string" ? near : "")
      .split(",")
      .flatMap((text) => startInput.safeParse(text).data ?? [])
      .slice(0, 3),
  };
}
