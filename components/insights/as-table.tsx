// The numbers behind a picture, folded away below it.
import { Table, type TableProps } from "@/components/ui/table";

export function AsTable(table: Omit<TableProps, "narrow">) {
  return (
    <details className="mt-1">
      <summary className="link inline-block py-1.5 text-sm">As a table</summary>
      <Table narrow="scroll" {...table} />
    </details>
  );
}
