// What practitioners are due of a period, with what was agreed.
import { payoutWords } from "@/components/clinic/payout-words";
import { Anchor } from "@/components/ui/anchor";
import { Table } from "@/components/ui/table";
import type { PayOut } from "@/lib/payments/pay-outs";

type Props = { lines: readonly PayOut[]; say: (minor: number) => string; setUpOf: (practitionerId: string) => string };

export function PayOutTable({ lines, say, setUpOf }: Props) {
  const sum = (of: (line: PayOut) => number) => lines.reduce((total, line) => total + of(line), 0);
  return (
    <Table
      caption="By practitioner and supplier"
      captionHidden
      columns={[
        { key: "who", label: "Practitioner" },
        { key: "supplier", label: "Billed by" },
        { key: "visits", label: "Visits", align: "end" },
        { key: "fees", label: "Fees, net", align: "end" },
        { key: "missed", label: "Missed visits, net", align: "end" },
        { key: "agreed", label: "Agreed" },
        { key: "due", label: "Due", align: "end" },
      ]}
      rows={lines.map((line) => ({
        id: `${line.practitionerId}${line.supplierId}`,
        cells: {
          who: line.practitionerName,
          supplier: line.supplierName,
          visits: line.visits,
          fees: say(line.feesMinor),
          missed: line.missedMinor ? say(line.missedMinor) : "",
          agreed: line.agreed.length ? (
            line.agreed.map((rate) => payoutWords(rate, say)).join(", then ")
          ) : (
            <Anchor href={setUpOf(line.practitionerId)} className="link">
              No rate entered<span className="sr-only"> for {line.practitionerName}</span>
            </Anchor>
          ),
          due: <Due line={line} say={say} />,
        },
      }))}
      foot={{
        id: "all",
        cells: {
          who: "All",
          visits: sum(({ visits }) => visits),
          fees: say(sum(({ feesMinor }) => feesMinor)),
          missed: say(sum(({ missedMinor }) => missedMinor)),
          due: say(sum(({ dueMinor }) => dueMinor ?? 0)),
        },
      }}
    />
  );
}

function Due({ line: { dueMinor, withoutRate }, say }: Pick<Props, "say"> & { line: PayOut }) {
  if (dueMinor === null) return "Not known";
  return (
    <>
      {say(dueMinor)}
      {withoutRate ? (
        <span className="block text-sm text-soft">
          {withoutRate === 1 ? "One entry is" : `${withoutRate} entries are`} from before it was agreed
        </span>
      ) : null}
    </>
  );
}
