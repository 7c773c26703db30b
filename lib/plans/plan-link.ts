// The address of a plan's own page, as mail carries it.
import { planToken } from "./plan-token.ts";

export { readPlanToken } from "./plan-token.ts";

/** `https://…/harbour/plan/<signed token>`; the page behind it still asks for a code and the birth date. */
export const planLink = (
  ctx: { clinicId: string; secret: string; publicUrl: string },
  slug: string,
  planId: string,
): string => `${ctx.publicUrl}/${slug}/plan/${planToken(ctx, planId)}`;
