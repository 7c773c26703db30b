// Where a form on a tablet ends, sent or left alone: nothing of it stays in the browser.
import { endTablet } from "@/lib/patients/tablet";
import { guestCtx } from "@/lib/server/contexts";
import { dropTabletCookie, dropTabletLanguage, readTabletCookie } from "@/lib/server/cookies";
import { freshPage } from "@/lib/server/fresh-page";
import { route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/tablet/[clinic]/end">) =>
  route(request, { limit: "read" }, async () => {
    const { clinic: slug } = await params;
    const { ctx, clinic } = await guestCtx(slug, true);
    const token = await readTabletCookie(slug);
    if (token) await endTablet(ctx, { token });
    await dropTabletCookie(slug);
    const sent = new URL(request.url).searchParams.get("sent");
    if (sent === "yes" || sent === "speak") return freshPage(`/tablet/${clinic.slug}?sent=${sent}`);
    await dropTabletLanguage(slug);
    return freshPage(`/tablet/${clinic.slug}`);
  });
