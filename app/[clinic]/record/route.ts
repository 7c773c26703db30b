// Hands patients their own record as a file, in the browser in which they opened their plan.
import { Refusal } from "@/lib/errors";
import { exportPatient } from "@/lib/patients/export-patient";
import { hasProvedSelf } from "@/lib/patients/own-proof";
import { ownPatientOf } from "@/lib/permissions/permissions";
import { patientCtx } from "@/lib/server/contexts";
import { recordDownload } from "@/lib/server/record-download";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/record">) =>
  route(request, { limit: "read" }, async () => {
    noForeignOrigin(request);
    const { clinic } = await params;
    const door = await patientCtx(clinic);
    const patientId = door && ownPatientOf(door.ctx.actor);
    if (!door || !patientId) throw new Refusal("sign_in_needed", "Open your plan first, with the code we send you.");
    // A page can ask for the proof; a file cannot.
    if (!hasProvedSelf(door.ctx))
      return Response.redirect(new URL(`/${door.clinic.slug}/me/proof`, door.ctx.publicUrl), 303);
    return recordDownload(request, await exportPatient(door.ctx, { patientId }));
  });
