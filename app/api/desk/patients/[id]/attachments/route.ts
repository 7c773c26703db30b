// Takes a file into a patient's chart. Apart from the doors of forms: theirs are held to bodies that are far smaller than a file.
import { attachFile } from "@/lib/charting/attachments";
import { largestFileMb } from "@/lib/charting/file-kind";
import { staffCtx } from "@/lib/server/contexts";
import { json, readForm, route } from "@/lib/server/route";

/** The form around the file: its label, and the lines between the two. */
const aroundKb = 16;

export const POST = (request: Request, { params }: RouteContext<"/api/desk/patients/[id]/attachments">) =>
  route(request, {}, async () => {
    const { ctx } = await staffCtx();
    const { id } = await params;
    const { texts, files } = await readForm(request, largestFileMb * 1024 + aroundKb);
    const made = await attachFile(ctx, { patientId: id, label: texts["label"] ?? "", file: files["file"] ?? null });
    return json(made, 201);
  });
