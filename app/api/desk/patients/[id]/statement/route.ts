// A year's payments of one patient, as a PDF for the desk.
import { paperDownload } from "@/components/payments/paper-download";
import { paperSay } from "@/components/payments/paper-say";
import { yearPaper } from "@/components/payments/year-paper";
import { yearInput, yearStatement } from "@/lib/payments/year-statement";
import { staffCtx } from "@/lib/server/contexts";
import { noForeignOrigin, parse, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/desk/patients/[id]/statement">) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx, clinic } = await staffCtx();
    const { id } = await params;
    const year = parse(yearInput, new URL(request.url).searchParams.get("year"));
    const statement = await yearStatement(ctx, { patientId: id, year });
    return paperDownload(yearPaper(statement, paperSay(statement.currency, clinic.locale)), `payments-${year}`);
  });
