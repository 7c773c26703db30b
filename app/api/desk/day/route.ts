// The day sheet as data, for the open page that looks again every few seconds.
import { daySheet } from "@/app/desk/day-data";
import { Refusal } from "@/lib/errors";
import { staffCtx } from "@/lib/server/contexts";
import { json, route } from "@/lib/server/route";
import { isDate } from "@/lib/time/dates";

export const GET = (request: Request) =>
  route(request, {}, async () => {
    const { ctx, clinic } = await staffCtx({ byItself: true });
    const date = new URL(request.url).searchParams.get("date") ?? "";
    if (!isDate(date)) throw new Refusal("invalid", "Choose a day, like 2026-12-01.");
    return json(await daySheet(ctx, clinic, date));
  });
