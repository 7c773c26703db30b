// The whole price list, with the clinic's own band marked.
import { Table } from "@/components/ui/table";

type Line = { words: string; price: string; own: boolean };

export function PriceTable({ lines, caption }: { lines: readonly Line[]; caption: string }) {
  return (
    <Table
      caption={caption}
      columns={[
        { key: "who", label: "Who treat at the clinic" },
        { key: "own", label: "Yours", hideLabel: true },
        { key: "price", label: "A month", align: "end" },
      ]}
      rows={lines.map(({ words, price, own }) => ({
        id: words,
        strong: own,
        cells: { who: words, own: own ? "Your clinic" : "", price },
      }))}
    />
  );
}
