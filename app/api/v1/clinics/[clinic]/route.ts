// What a clinic offers, who works there, and the questions that every booking answers.
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { currentScreen } from "@/lib/intake/current-screen";
import { guestCtx } from "@/lib/server/contexts";
import { json, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]">) =>
  route(request, { limit: "read" }, async () => {
    const { ctx } = await guestCtx((await params).clinic);
    const { clinic, locations, disciplines, services, practitioners } = await loadCatalogue(ctx);
    return json({
      name: clinic.name,
      timeZone: clinic.timeZone,
      locations,
      disciplines: disciplines.map(({ code, name }) => ({ id: code, name })),
      services: services
        .filter((service) => service.online)
        .map(({ id, name, kind, disciplineCode, durationMin, priceMinor, currency, taxMinor }) => ({
          id,
          name,
          kind,
          discipline: disciplineCode,
          durationMin,
          priceMinor,
          currency,
          taxMinor,
        })),
      practitioners: practitioners.map(({ id, name, title, languages, gender, disciplineCodes }) => ({
        id,
        name,
        title,
        languages,
        gender,
        disciplines: disciplineCodes,
      })),
      screen: currentScreen(),
    });
  });
