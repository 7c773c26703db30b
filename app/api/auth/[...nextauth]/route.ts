// next-auth's own doors (session, sign-out); signing in goes through the form's action.
import { NextRequest } from "next/server";
import { handlers } from "@/lib/server/auth";
import { boundedText, route } from "@/lib/server/route";

export const GET = (request: NextRequest) => route(request, { limit: "read" }, () => handlers.GET(request));

/** next-auth reads the body to its end, so it gets one that has an end. */
export const POST = (request: NextRequest) =>
  route(request, { limit: "sign-in-network" }, async () => {
    const body = await boundedText(request, 16);
    return handlers.POST(new NextRequest(request.url, { method: "POST", headers: request.headers, body }));
  });
