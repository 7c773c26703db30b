// All English words of patient pages. The other languages have the same keys and placeholders.
import { booking } from "./en/booking.ts";
import { front } from "./en/front.ts";
import { frame } from "./en/frame.ts";
import { tablet } from "./en/tablet.ts";
import { times } from "./en/times.ts";
import { visit } from "./en/visit.ts";

export const en = { frame, front, times, booking, visit, tablet } as const;
