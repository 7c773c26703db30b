// A calendar to subscribe to: a patient's visits by their own key, or a practitioner's busy times by a secret. Nothing about health in either.
import { feedFile } from "@/lib/messages/calendar-entry";
import { busyFeed, patientFeed } from "@/lib/messages/calendar-feed";
import { guestCtx } from "@/lib/server/contexts";
import { keyDoor } from "@/lib/server/key-door";
import { route } from "@/lib/server/route";
import { Refusal } from "@/lib/errors";

/** A key of a patient's, or null for a secret. */
async function patientDoor(slug: string, token: string) {
  try {
    return await keyDoor(slug, "calendar", token);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/calendar/[token]">) =>
  route(request, { limit: "read" }, async () => {
    const { clinic: slug, token } = await params;
    const { clinic, ctx: guest } = await guestCtx(slug);
    const door = await patientDoor(slug, token);
    const times = door ? await patientFeed(door.ctx, { patientId: door.id }) : await busyFeed(guest, { secret: token });
    const summary = door ? `Appointment at ${clinic.name}` : `Busy at ${clinic.name}`;
    return new Response(feedFile(times, { name: clinic.name, summary, stamp: guest.now }), {
      headers: { "content-type": "text/calendar; charset=utf-8", "cache-control": "no-store" },
    });
  });
