// Tells an open calendar that something in it has changed: as a stream of events, or as a number to compare for whoever asks without.
import { calendarVersion } from "@/lib/booking/calendar-version";
import { staffCtx } from "@/lib/server/contexts";
import { calendarStream } from "@/lib/server/calendar-stream";
import { json, route } from "@/lib/server/route";

export const GET = (request: Request) =>
  route(request, {}, async () => {
    const { ctx } = await staffCtx({ byItself: true });
    const version = await calendarVersion(ctx);
    const streams = (request.headers.get("accept") ?? "").includes("text/event-stream");
    return streams ? calendarStream(ctx.clinicId, request.signal) : json({ version });
  });
