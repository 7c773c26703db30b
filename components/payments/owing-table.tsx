// Who owes how much, by how long ago.
import { Anchor } from "@/components/ui/anchor";
import { Table } from "@/components/ui/table";
import type { Ages } from "@/lib/payments/aged-balances";

export type OwingLine = {
  id: string;
  name: string;
  href?: string;
  ages: Ages;
  totalMinor: number;
  laterMinor?: number;
};

const heads = ["0 to 30 days", "31 to 60", "61 to 90", "Over 90"] as const;

type Props = {
  caption: string;
  who: string;
  lines: readonly OwingLine[];
  totals: Ages;
  totalMinor: number;
  /** Of the total: shown where instalments are still to pay some of it. */
  laterMinor?: number;
  say: (minor: number) => string;
};

export function OwingTable({ caption, who, lines, totals, totalMinor, laterMinor: allLater = 0, say }: Props) {
  const cells = (ages: Ages, total: number, later = 0) => ({
    ...Object.fromEntries(ages.map((minor, at) => [`age${at}`, minor ? say(minor) : ""])),
    total: say(total),
    later: later ? say(later) : "",
  });
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: "who", label: who },
        ...heads.map((label, at) => ({ key: `age${at}`, label, align: "end" as const })),
        { key: "total", label: "Total", align: "end" },
        ...(allLater ? [{ key: "later", label: "Of it by instalments to come", align: "end" as const }] : []),
      ]}
      rows={lines.map(({ id, name, href, ages, totalMinor: own, laterMinor }) => ({
        id,
        cells: {
          who: href ? (
            <Anchor href={href} className="link">
              {name}
            </Anchor>
          ) : (
            name
          ),
          ...cells(ages, own, laterMinor),
        },
      }))}
      foot={{ id: "all", cells: { who: "All", ...cells(totals, totalMinor, allLater) } }}
    />
  );
}
