// How much of a plan would fit, for the form that adjusts it, asked again while somebody types.
import { adjustOf } from "@/app/desk/plans/adjust-values";
import { planCapacity } from "@/lib/plans/plan-capacity";
import { staffCtx } from "@/lib/server/contexts";
import { json, readBody, route } from "@/lib/server/route";
import { typedInput } from "@/lib/server/typed-input";

export const POST = (request: Request, { params }: RouteContext<"/api/desk/plans/[id]/capacity">) =>
  route(request, {}, async () => {
    const { ctx } = await staffCtx();
    const { id } = await params;
    return json(await planCapacity(ctx, adjustOf(id, await readBody(request, typedInput))));
  });
