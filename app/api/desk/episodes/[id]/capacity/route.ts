// How much of a template would fit, for the form that chooses among them, asked again while somebody looks around.
import { templateOf } from "@/app/desk/patients/template-values";
import { templateCapacity } from "@/lib/plans/template-capacity";
import { staffCtx } from "@/lib/server/contexts";
import { json, readBody, route } from "@/lib/server/route";
import { typedInput } from "@/lib/server/typed-input";

export const POST = (request: Request, { params }: RouteContext<"/api/desk/episodes/[id]/capacity">) =>
  route(request, {}, async () => {
    const { ctx } = await staffCtx();
    const { id: episodeId } = await params;
    return json(await templateCapacity(ctx, { episodeId, ...templateOf(await readBody(request, typedInput)) }));
  });
