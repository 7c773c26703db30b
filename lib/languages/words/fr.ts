// All French words (as written in Canada) of patient pages.
import type { Words } from "../words.ts";
import { booking } from "./fr/booking.ts";
import { frame } from "./fr/frame.ts";
import { front } from "./fr/front.ts";
import { tablet } from "./fr/tablet.ts";
import { times } from "./fr/times.ts";
import { visit } from "./fr/visit.ts";

export const fr: Words = { frame, front, times, booking, visit, tablet };
