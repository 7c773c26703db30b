// All Traditional Chinese words of the booking journey.
import type { Words } from "../words.ts";
import { booking } from "./zh-hant/booking.ts";
import { frame } from "./zh-hant/frame.ts";
import { front } from "./zh-hant/front.ts";
import { tablet } from "./zh-hant/tablet.ts";
import { times } from "./zh-hant/times.ts";
import { visit } from "./zh-hant/visit.ts";

export const zhHant: Words = { frame, front, times, booking, visit, tablet };
