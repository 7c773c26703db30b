// All Punjabi words (in Gurmukhi) of the booking journey.
import type { Words } from "../words.ts";
import { booking } from "./pa/booking.ts";
import { frame } from "./pa/frame.ts";
import { front } from "./pa/front.ts";
import { tablet } from "./pa/tablet.ts";
import { times } from "./pa/times.ts";
import { visit } from "./pa/visit.ts";

export const pa: Words = { frame, front, times, booking, visit, tablet };
