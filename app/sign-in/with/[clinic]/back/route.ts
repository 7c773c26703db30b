// Where the clinic's own sign-in sends the browser back to: opens a session, or proves the person of one again.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { Refusal } from "@/lib/errors";
import { resumeByProof, signInByProof } from "@/lib/server/auth";
import { accountDoor, guestCtx } from "@/lib/server/contexts";
import { takeRound } from "@/lib/server/provider-round";
import { route } from "@/lib/server/route";
import { askingDevice } from "@/lib/server/visitor";
import { proveAgainAtProvider, proveAtProvider } from "@/lib/staff/provider-sign-in";

export const GET = (request: Request, { params }: RouteContext<"/sign-in/with/[clinic]/back">) =>
  route(request, { limit: "sign-in-network" }, async () => {
    const { clinic: slug } = await params;
    const { ctx } = await guestCtx(slug);
    const query = new URL(request.url).searchParams.toString();
    let next: string;
    try {
      const carried = await takeRound({ secret: ctx.secret, slug });
      const answered = { slug, query, round: carried.round };
      next = carried.next;
      if (carried.anew) {
        const door = await accountDoor(next);
        const { token } = await proveAgainAtProvider(door.ctx, door.me, answered);
        await resumeByProof(token, next);
      } else {
        const device = await askingDevice();
        const { token } = await proveAtProvider({ ...ctx, now: new Date() }, { ...answered, device });
        await signInByProof(token, next);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      redirect(`/sign-in/clinic?name=${encodeURIComponent(slug)}&refused=${error.code}` as Route);
    }
    redirect(next as Route);
  });
