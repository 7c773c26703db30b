// All Simplified Chinese words of the booking journey.
import type { Words } from "../words.ts";
import { booking } from "./zh-hans/booking.ts";
import { frame } from "./zh-hans/frame.ts";
import { front } from "./zh-hans/front.ts";
import { tablet } from "./zh-hans/tablet.ts";
import { times } from "./zh-hans/times.ts";
import { visit } from "./zh-hans/visit.ts";

export const zhHans: Words = { frame, front, times, booking, visit, tablet };
