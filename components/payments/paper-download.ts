// Hands a document about money to the browser as a PDF. The page that prints stays the first form: a PDF of this renderer has no tags.
import "server-only";
import { isWritable, type Paper } from "@/components/payments/paper";
import { notFound } from "@/lib/errors";
import { download } from "@/lib/server/download";

/** `name` says what it is and its number, nothing of a person. */
export async function paperDownload(paper: Paper, name: string): Promise<Response> {
  // Its page offers none, and prints.
  if (!isWritable(paper)) throw notFound("PDF");
  const { paperPdf } = await import("@/components/payments/paper-pdf");
  return download(new Uint8Array(await paperPdf(paper)), `${name}.pdf`, "application/pdf");
}
