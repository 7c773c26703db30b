// How a clinic stands with Taper, in words: for the page's title, for the banner, and for mails.

export type StandingState =
  "none" | "trial" | "trial_over" | "active" | "stopping" | "past_due" | "read_only" | "stopped";

export const titleOf: Record<StandingState, string> = {
  none: "No subscription yet",
  trial: "You are trying Taper",
  trial_over: "The trial is over",
  active: "Subscribed",
  stopping: "The subscription ends with this month",
  past_due: "A payment was refused",
  read_only: "Nothing new can be booked",
  stopped: "The subscription is over",
};

/** What anybody who leads the clinic has to know; `day` is the last one before something changes. */
export function bannerOf(state: StandingState, day: string): { title: string; more: string } | null {
  const then = "From then on nothing new can be booked. What is booked stays, and your records stay open.";
  switch (state) {
    case "trial":
      return { title: `The trial of Taper goes on until ${day}.`, more: "Subscribe before, and nothing changes." };
    case "stopping":
      return { title: `The subscription to Taper ends on ${day}.`, more: then };
    case "trial_over":
      return { title: `The trial of Taper is over. Everything goes on until ${day}.`, more: then };
    case "past_due":
      return { title: `A payment for Taper was refused. Everything goes on until ${day}.`, more: then };
    case "read_only":
    case "stopped":
      return {
        title: "The subscription to Taper is over: nothing new can be booked.",
        more: "What is booked stays, and can be moved, cancelled and charted. Records and exports stay open.",
      };
    default:
      return null;
  }
}
