// Saves a document about money as a PDF, where the PDF has the letters of it.
import { isWritable, type Paper } from "@/components/payments/paper";
import { LinkButton } from "@/components/ui/button";

export function SavePdf({ label = "Save as PDF", paper, href }: { label?: string; paper: Paper; href: string }) {
  if (!isWritable(paper)) return null;
  return (
    <LinkButton href={href} download variant="secondary" size="small" icon="download">
      {label}
    </LinkButton>
  );
}
