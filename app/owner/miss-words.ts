// What put somebody behind a figure, in words.
import type { Miss } from "@/lib/insights/insights-views";

export const missWords: Record<Miss["what"], string> = {
  not_booked: "not booked",
  no_show: "did not come",
  late_cancel: "cancelled late",
  cancelled: "cancelled",
  clinic_cancelled: "cancelled by the clinic",
  not_recorded: "booked, attendance not recorded",
  early: "came early",
  late: "came late",
  no_second: "seen once, the second visit was due",
  away: "last seen",
  left_unbooked: "left without a next visit",
  ended_early: "ended before its goals were met",
};
