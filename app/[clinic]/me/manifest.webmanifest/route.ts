// Lets a patient put their clinic's pages on the home screen. Nothing is stored on the device: there is no service worker.
import { guestCtx } from "@/lib/server/contexts";
import { route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/me/manifest.webmanifest">) =>
  route(request, { limit: "read" }, async () => {
    const { clinic } = await guestCtx((await params).clinic);
    const manifest = {
      name: clinic.name,
      short_name: clinic.name.split(" ")[0],
      id: `/${clinic.slug}/me`,
      start_url: `/${clinic.slug}/me`,
      scope: `/${clinic.slug}`,
      display: "standalone",
      background_color: "#fbf8f2",
      theme_color: "#0c5d58",
      icons: [
        { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
        { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
        { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
        { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      ],
    };
    return new Response(JSON.stringify(manifest), { headers: { "content-type": "application/manifest+json" } });
  });
