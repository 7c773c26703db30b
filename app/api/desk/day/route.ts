// The calendar as data, for the open page that looks again when something has changed.
import { daySheet, viewOf } from "@/app/desk/day-data";
import { Refusal } from "@/lib/errors";
import { staffCtx } from "@/lib/server/contexts";
import { json, route } from "@/lib/server/route";
import { isDate } from "@/lib/time/dates";

export const GET = (request: Request) =>
  route(request, {}, async () => {
    const { ctx, clinic } = await staffCtx({ byItself: true });
    const asked = new URL(request.url).searchParams;
    const date = asked.get("date") ?? "";
    if (!isDate(date)) throw new Refusal("invalid", "Choose a day, like 2026-12-01.");
    const view = viewOf(asked.get("view"));
    return json(await daySheet(ctx, clinic, { view, date, practitionerId: asked.get("practitioner") }));
  });
