// A row of shares as dots on one scale: now filled, earlier as a ring, and beside each what it is drawn from.
import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { AsTable } from "@/components/insights/as-table";
import { hueText, type Hue } from "@/components/ui/hue";
import { sayRate, tooFew, type Share } from "@/components/insights/shares";

export type ShareRow = { id: string; name: ReactNode; hue?: Hue; share: Share; before: Share; href: string };

export type ShareDotsProps = {
  finding: string;
  /** What the shares are of: "visits due". */
  unit: string;
  rows: readonly ShareRow[];
  now: string;
  earlier: string;
};

// Dots keep clear of the ends of the line, so that none is cut at 0 or 100 per cent.
const at = scaleLinear([0, 1], [2, 98]);
const ticks = [0, 0.25, 0.5, 0.75, 1];
const middle = 13;

function DotLine({ share, before, hue }: { share: Share; before: Share; hue?: Hue | undefined }) {
  return (
    <svg width="100%" height={middle * 2} aria-hidden className={hue ? hueText[hue] : "text-accent"}>
      <line x1={`${at(0)}%`} x2={`${at(1)}%`} y1={middle} y2={middle} className="stroke-line" />
      {ticks.map((tick) => (
        <line
          key={tick}
          x1={`${at(tick)}%`}
          x2={`${at(tick)}%`}
          y1={middle - 4}
          y2={middle + 4}
          className="stroke-line"
        />
      ))}
      {before.rate === null ? null : (
        <circle cx={`${at(before.rate)}%`} cy={middle} r="6" fill="none" strokeWidth="1.5" className="stroke-edge" />
      )}
      {share.rate === null ? null : <circle cx={`${at(share.rate)}%`} cy={middle} r="5" fill="currentColor" />}
    </svg>
  );
}

export function ShareDots({ finding, unit, rows, now, earlier }: ShareDotsProps) {
  return (
    <figure className="m-0">
      <figcaption className="measure mb-2 font-semibold">{finding}</figcaption>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map(({ id, name, hue, share, before, href }) => (
          <li
            key={id}
            className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 py-1.5 hover:bg-sunk sm:grid-cols-[13rem_1fr_10.5rem]"
          >
            <Anchor
              href={href}
              className="text-ink no-underline after:absolute after:inset-0 after:content-[''] hover:text-accent"
            >
              {name}
            </Anchor>
            <span className="order-last col-span-2 sm:order-none sm:col-span-1">
              <DotLine share={share} before={before} hue={hue} />
            </span>
            <span className="figures text-end whitespace-nowrap">
              <span className={share.rate === null ? "text-soft" : "font-semibold"}>{sayRate(share)}</span>
              <span className="text-soft"> of {share.of}</span>
            </span>
          </li>
        ))}
      </ul>
      <p aria-hidden className="figures mt-1 flex justify-between text-sm text-soft sm:me-[11.5rem] sm:ms-[14rem]">
        <span>0%</span>
        <span>
          ● {now} ○ {earlier}
        </span>
        <span>100%</span>
      </p>
      <AsTable
        caption={`Shares of ${unit}. Those of fewer than five are left out.`}
        columns={[
          { key: "name", label: "", hideLabel: true },
          { key: "n", label: "Yes", align: "end" },
          { key: "of", label: `Of ${unit}`, align: "end" },
          { key: "rate", label: "Share", align: "end" },
          { key: "before", label: `Share, ${earlier}`, align: "end" },
        ]}
        rows={rows.map(({ id, name, share, before }) => ({
          id,
          cells: {
            name,
            n: share.rate === null ? "–" : share.n,
            of: share.of,
            rate: share.rate === null ? tooFew : sayRate(share),
            before: before.rate === null ? tooFew : sayRate(before),
          },
        }))}
      />
    </figure>
  );
}
