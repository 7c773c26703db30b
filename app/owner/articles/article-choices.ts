// What the form of an article offers: languages, and the services that can be booked online.
import { languages } from "@/lib/articles/article-input";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import type { Ctx } from "@/lib/context/context";

export const languageChoices = Object.entries(languages).map(([value, label]) => ({ value, label }));

export async function serviceChoices(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  const { services } = await loadCatalogue(ctx);
  return services.filter(({ online }) => online).map(({ id, name }) => ({ value: id, label: name }));
}
