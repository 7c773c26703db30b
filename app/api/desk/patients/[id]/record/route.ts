// Hands a patient's whole record to the clinician who keeps it, as a file.
import { exportPatient } from "@/lib/patients/export-patient";
import { staffCtx } from "@/lib/server/contexts";
import { recordDownload } from "@/lib/server/record-download";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/desk/patients/[id]/record">) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx } = await staffCtx();
    const { id } = await params;
    return recordDownload(request, await exportPatient(ctx, { patientId: id }));
  });
