// Says that somebody sits at the desk, though nothing is asked for: it does not lock under their hands.
import { staffCtx } from "@/lib/server/contexts";
import { json, route } from "@/lib/server/route";

export const POST = (request: Request) =>
  route(request, {}, async () => {
    await staffCtx();
    return json({});
  });
