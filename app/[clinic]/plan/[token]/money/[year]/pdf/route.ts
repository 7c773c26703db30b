// One year's payments, as a PDF for the patient whose plan it is.
import { paperDownload } from "@/components/payments/paper-download";
import { paperSay } from "@/components/payments/paper-say";
import { yearPaper } from "@/components/payments/year-paper";
import { notFound } from "@/lib/errors";
import { yearInput, yearStatement } from "@/lib/payments/year-statement";
import { ownTell } from "@/lib/server/language";
import { openedPlan } from "@/lib/server/plan-page";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/plan/[token]/money/[year]/pdf">) =>
  route(request, { limit: "read" }, async () => {
    noForeignOrigin(request);
    const { clinic: slug, token, year: typed } = await params;
    const { ctx, clinic, patientId } = await openedPlan(slug, token);
    const year = yearInput.safeParse(typed);
    if (!year.success) throw notFound("year");
    const statement = await yearStatement(ctx, { patientId, year: year.data });
    return paperDownload(
      yearPaper(statement, paperSay(statement.currency, clinic.locale, await ownTell())),
      `payments-${year.data}`,
    );
  });
