// Where the visits of a plan would go, and who would pay: a question, so nothing is kept of it.
import { previewBodyKb, previewInput } from "@/lib/plans/preview-input";
import { previewJson } from "@/lib/plans/preview-json";
import { previewPlan } from "@/lib/plans/preview-plan";
import { guestCtx } from "@/lib/server/contexts";
import { json, readBody, route } from "@/lib/server/route";

export const POST = (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]/plans/preview">) =>
  route(request, { limit: "preview" }, async () => {
    const { ctx } = await guestCtx((await params).clinic);
    return json(previewJson(await previewPlan(ctx, await readBody(request, previewInput, previewBodyKb))));
  });
