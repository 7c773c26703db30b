// Hands patients their own record as a file, in the browser in which they opened their plan.
import { Refusal } from "@/lib/errors";
import { exportPatient } from "@/lib/patients/export-patient";
import { patientCtx } from "@/lib/server/contexts";
import { recordDownload } from "@/lib/server/record-download";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/record">) =>
  route(request, { limit: "read" }, async () => {
    noForeignOrigin(request);
    const { clinic } = await params;
    const door = await patientCtx(clinic);
    if (!door || door.ctx.actor.kind !== "patient")
      throw new Refusal("sign_in_needed", "Open your plan first, with the code we send you.");
    return recordDownload(request, await exportPatient(door.ctx, { patientId: door.ctx.actor.patientId }));
  });
