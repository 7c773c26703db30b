// Hours booked of hours open: a pale bar for the time that people work, a full one for what is booked of it, and the same as a table.
import { scaleLinear } from "d3-scale";
import { AsTable } from "@/components/insights/as-table";
import { percentOf } from "@/components/insights/shares";

export type HourRow = { id: string; name: string; openMin: number; bookedMin: number };

const height = 18;
const hours = (minutes: number): string => (minutes / 60).toFixed(minutes % 60 ? 1 : 0);
const shareOf = ({ openMin, bookedMin }: HourRow): string =>
  openMin === 0 ? "no open hours" : `${percentOf(bookedMin / openMin)}%`;

export function HourBars({ finding, label, rows }: { finding: string; label: string; rows: readonly HourRow[] }) {
  const most = Math.max(1, ...rows.flatMap(({ openMin, bookedMin }) => [openMin, bookedMin]));
  const width = scaleLinear([0, most], [0, 100]);
  return (
    <figure className="m-0">
      <figcaption className="measure mb-2 font-semibold">{finding}</figcaption>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <li
            key={row.id}
            className="grid grid-cols-[1fr_auto] items-center gap-x-4 py-1.5 sm:grid-cols-[13rem_1fr_12rem]"
          >
            <span>{row.name}</span>
            <span className="order-last col-span-2 py-1 sm:order-none sm:col-span-1">
              <svg width="100%" height={height} aria-hidden className="block">
                <rect
                  width={`${width(row.openMin)}%`}
                  height={height}
                  rx="3"
                  className="fill-accent-tint stroke-accent"
                />
                <rect width={`${width(row.bookedMin)}%`} height={height} rx="3" className="fill-accent" />
              </svg>
            </span>
            <span className="figures text-end whitespace-nowrap">
              <span className="font-semibold">{shareOf(row)}</span>
              <span className="text-soft">
                {" "}
                {hours(row.bookedMin)} of {hours(row.openMin)} h
              </span>
            </span>
          </li>
        ))}
      </ul>
      <AsTable
        caption="Hours booked, of hours that people work"
        columns={[
          { key: "name", label },
          { key: "open", label: "Hours open", align: "end" },
          { key: "booked", label: "Hours booked", align: "end" },
          { key: "share", label: "Share", align: "end" },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          cells: { name: row.name, open: hours(row.openMin), booked: hours(row.bookedMin), share: shareOf(row) },
        }))}
      />
    </figure>
  );
}
