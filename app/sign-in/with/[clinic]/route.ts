// Leads to the clinic's own sign-in. A link, because a form may not lead to another site.
import { redirect } from "next/navigation";
import type { Route } from "next";
import { guestCtx } from "@/lib/server/contexts";
import { carryRound } from "@/lib/server/provider-round";
import { route } from "@/lib/server/route";
import { beginAtProvider } from "@/lib/staff/provider-sign-in";
import { localPath } from "../../local-path";

export const GET = (request: Request, { params }: RouteContext<"/sign-in/with/[clinic]">) =>
  route(request, { limit: "sign-in-network" }, async () => {
    const { clinic: slug } = await params;
    const { ctx } = await guestCtx(slug);
    const asked = new URL(request.url).searchParams;
    const anew = asked.get("again") === "yes";
    const { url, round } = await beginAtProvider(ctx, { slug, anew });
    await carryRound({ secret: ctx.secret, slug }, { round, next: localPath(asked.get("next")), anew });
    redirect(url as Route);
  });
