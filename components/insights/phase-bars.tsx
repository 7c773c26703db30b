// Planned against attended by phase: a pale bar for the visits that were due, a full one for those that took place.
import { scaleLinear } from "d3-scale";
import { Anchor } from "@/components/ui/anchor";
import { AsTable } from "@/components/insights/as-table";
import { sayPhases } from "@/components/insights/shares";

export type PhaseRow = { phase: string; name: string; planned: number; attended: number; href: string };

const height = 18;

export function PhaseBars({ rows }: { rows: readonly PhaseRow[] }) {
  const width = scaleLinear([0, Math.max(1, ...rows.map(({ planned }) => planned))], [0, 100]);
  return (
    <figure className="m-0">
      <figcaption className="measure mb-2 font-semibold">{sayPhases(rows)}</figcaption>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map(({ phase, name, planned, attended, href }) => (
          <li
            key={phase}
            className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 py-1.5 hover:bg-sunk sm:grid-cols-[13rem_1fr_10.5rem]"
          >
            <Anchor
              href={href}
              className="text-ink no-underline after:absolute after:inset-0 after:content-[''] hover:text-accent"
            >
              {name}
            </Anchor>
            <span className="order-last col-span-2 py-1 sm:order-none sm:col-span-1">
              <svg width="100%" height={height} aria-hidden className="block">
                <rect width={`${width(planned)}%`} height={height} rx="3" className="fill-accent-tint stroke-accent" />
                <rect width={`${width(attended)}%`} height={height} rx="3" className="fill-accent" />
              </svg>
            </span>
            <span className="figures text-end whitespace-nowrap">
              <span className="font-semibold">{attended}</span>
              <span className="text-soft"> of {planned} due</span>
            </span>
          </li>
        ))}
      </ul>
      <AsTable
        caption="Visits due by this day, and those that took place"
        columns={[
          { key: "name", label: "Phase" },
          { key: "planned", label: "Due", align: "end" },
          { key: "attended", label: "Attended", align: "end" },
          { key: "missing", label: "Not attended", align: "end" },
        ]}
        rows={rows.map(({ phase, name, planned, attended }) => ({
          id: phase,
          cells: { name, planned, attended, missing: planned - attended },
        }))}
      />
    </figure>
  );
}
