// A patient's record as a file: JSON for another system, a page for a reader.
import "server-only";
import type { PatientExport } from "../patients/export-patient.ts";
import { recordPage } from "../patients/record-page.ts";
import { download } from "./download.ts";

/** `as=page` in the address asks for the page; anything else gets JSON. */
export function recordDownload(request: Request, made: PatientExport): Response {
  const day = made.madeAt.slice(0, 10);
  if (new URL(request.url).searchParams.get("as") === "page")
    return download(recordPage(made), `record-${day}.html`, "text/html; charset=utf-8");
  return download(JSON.stringify(made, null, 1), `record-${day}.json`, "application/json");
}
