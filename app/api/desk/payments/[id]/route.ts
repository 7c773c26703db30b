// Tells a desk that shows a page to pay on where the payment stands.
import { payState } from "@/lib/payments/pay-pages";
import { staffCtx } from "@/lib/server/contexts";
import { json, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/desk/payments/[id]">) =>
  route(request, {}, async () => {
    const { id } = await params;
    const { ctx } = await staffCtx({ byItself: true });
    return json({ state: await payState(ctx, { checkoutId: id }) });
  });
