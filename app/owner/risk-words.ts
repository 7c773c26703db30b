// What puts the fee of a visit at risk, as the page and its file say it.
import type { Risk } from "@/lib/insights/fees-at-risk";

export const riskWords: Record<Risk, { name: string; meaning: string }> = {
  not_booked: {
    name: "Due, not booked",
    meaning: "visits still to be had whose window ends by then, or ended before, without a booking",
  },
  behind_pace: {
    name: "Booked, plan behind pace",
    meaning: "bookings of plans of which two or more visits due did not take place",
  },
  not_confirmed: {
    name: "Within two days, not confirmed",
    meaning: "bookings of today and tomorrow of other plans whose patient has not said yet that they are coming",
  },
};
