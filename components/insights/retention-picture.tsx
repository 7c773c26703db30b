// The share of plans that went on after each visit, as steps with the band in which it lies with 95% certainty, and as a table.
import { scaleLinear } from "d3-scale";
import { AsTable } from "@/components/insights/as-table";
import { percentOf } from "@/components/insights/shares";

export type RetentionPoint = {
  visits: number;
  atRisk: number;
  lost: number;
  share: number;
  lower: number | null;
  upper: number | null;
};

export type RetentionPictureProps = {
  finding: string;
  points: readonly RetentionPoint[];
  /** The curve of the plans before, thin. */
  earlier: readonly RetentionPoint[];
  earlierName: string | null;
};

const shares = [1, 0.75, 0.5, 0.25, 0];

/** Steps to the right of each visit number; what held stays until the next. */
function steps(points: readonly RetentionPoint[], x: (n: number) => number, y: (n: number) => number): string {
  return points
    .map(
      ({ visits, share }, index) =>
        `${index === 0 ? "M" : `H${x(visits)} V`}${index === 0 ? `${x(visits)} ` : ""}${y(share)}`,
    )
    .concat(points.length ? [`H${x(points.at(-1)!.visits + 1)}`] : [])
    .join(" ");
}

function band(points: readonly RetentionPoint[], x: (n: number) => number, y: (n: number) => number): string {
  const there = points.filter(({ lower, upper }) => lower !== null && upper !== null);
  const top = there.map(({ visits, upper }) => `${x(visits)},${y(upper!)} ${x(visits + 1)},${y(upper!)}`);
  const bottom = there
    .toReversed()
    .map(({ visits, lower }) => `${x(visits + 1)},${y(lower!)} ${x(visits)},${y(lower!)}`);
  return [...top, ...bottom].join(" ");
}

export function RetentionPicture({ finding, points, earlier, earlierName }: RetentionPictureProps) {
  const longest = Math.max(1, ...[...points, ...earlier].map(({ visits }) => visits + 1));
  const every = longest > 12 ? 4 : 2;
  const last = Math.ceil(longest / every) * every;
  const x = scaleLinear([0, last], [0, 100]);
  const y = scaleLinear([0, 1], [100, 0]);
  // Words stand beside the drawing, so that they keep their size however wide it is.
  return (
    <figure className="m-0">
      <figcaption className="measure mb-2 font-semibold">{finding}</figcaption>
      <div aria-hidden className="figures grid max-w-3xl grid-cols-[auto_1fr] gap-x-2 pt-2 text-sm text-soft">
        <div className="-my-2.5 flex flex-col justify-between text-end">
          {shares.map((share) => (
            <span key={share}>{percentOf(share)}%</span>
          ))}
        </div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="block h-60 w-full overflow-visible">
          {shares.map((share) => (
            <line
              key={share}
              x1="0"
              x2="100"
              y1={y(share)}
              y2={y(share)}
              vectorEffect="non-scaling-stroke"
              className="stroke-line"
            />
          ))}
          <polygon points={band(points, x, y)} className="fill-accent-tint" />
          {earlier.length ? (
            <path
              d={steps(earlier, x, y)}
              fill="none"
              strokeWidth="1.5"
              strokeDasharray="4 3"
              vectorEffect="non-scaling-stroke"
              className="stroke-edge"
            />
          ) : null}
          <path
            d={steps(points, x, y)}
            fill="none"
            strokeWidth="2.5"
            vectorEffect="non-scaling-stroke"
            className="stroke-accent"
          />
        </svg>
        <div className="col-start-2 flex justify-between pt-2.5">
          {Array.from({ length: last / every + 1 }, (_, index) => (
            <span key={index}>{index * every}</span>
          ))}
        </div>
      </div>
      <p className="text-sm text-soft">
        Across: visits had. The band is where the share lies with 95% certainty.
        {earlierName ? ` Dashed: ${earlierName}.` : ""}
      </p>
      <AsTable
        caption="Plans that went on after each visit"
        columns={[
          { key: "visits", label: "Visits had" },
          { key: "atRisk", label: "Plans", align: "end" },
          { key: "lost", label: "Lost here", align: "end" },
          { key: "share", label: "Went on", align: "end" },
          { key: "between", label: "Between", align: "end" },
        ]}
        rows={points.map(({ visits, atRisk, lost, share, lower, upper }) => ({
          id: String(visits),
          cells: {
            visits,
            atRisk,
            lost,
            share: `${percentOf(share)}%`,
            between: lower === null || upper === null ? "" : `${percentOf(lower)}–${percentOf(upper)}%`,
          },
        }))}
      />
    </figure>
  );
}
