// Where a form on a tablet begins: what the device showed before, such as the desk, is out of its reach.
import { guestCtx } from "@/lib/server/contexts";
import { freshPage } from "@/lib/server/fresh-page";
import { route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/tablet/[clinic]/begin">) =>
  route(request, { limit: "read" }, async () => {
    const { clinic } = await guestCtx((await params).clinic, true);
    return freshPage(`/tablet/${clinic.slug}`);
  });
