// Shares with the band in which each lies with 95% certainty, and the mean change beside it; the same as a table.
import { scaleLinear } from "d3-scale";
import { AsTable } from "@/components/insights/as-table";
import { percentOf, sayRate, tooFew, type Share } from "@/components/insights/shares";

export type ResponseRow = {
  id: string;
  name: string;
  plans: number;
  meanBetter: number | null;
  meaningful: Share;
  lower: number | null;
  upper: number | null;
};

const at = scaleLinear([0, 1], [2, 98]);
const middle = 13;

/** `2.1 better`; nothing where so few say nothing. */
const sayMean = (mean: number | null): string => {
  if (mean === null) return tooFew;
  const points = Math.abs(mean).toFixed(1);
  return points === "0.0" ? "no change" : `${points} ${mean > 0 ? "better" : "worse"}`;
};

const between = ({ lower, upper }: ResponseRow): string =>
  lower === null || upper === null ? "" : `${percentOf(lower)}–${percentOf(upper)}%`;

type Props = { finding: string; label: string; rows: readonly ResponseRow[] };

export function ResponsePicture({ finding, label, rows }: Props) {
  return (
    <figure className="m-0">
      <figcaption className="measure mb-2 font-semibold">{finding}</figcaption>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map(({ id, name, plans, meanBetter, meaningful, lower, upper }) => (
          <li key={id} className="grid grid-cols-[1fr_auto] items-center gap-x-4 py-1.5 sm:grid-cols-[15rem_1fr_14rem]">
            <span>{name}</span>
            <span className="order-last col-span-2 sm:order-none sm:col-span-1">
              <svg width="100%" height={middle * 2} aria-hidden className="block text-accent">
                <line x1={`${at(0)}%`} x2={`${at(1)}%`} y1={middle} y2={middle} className="stroke-line" />
                {lower === null || upper === null ? null : (
                  <rect
                    x={`${at(lower)}%`}
                    width={`${at(upper) - at(lower)}%`}
                    y={middle - 5}
                    height="10"
                    rx="5"
                    className="fill-accent-tint"
                  />
                )}
                {meaningful.rate === null ? null : (
                  <circle cx={`${at(meaningful.rate)}%`} cy={middle} r="5" fill="currentColor" />
                )}
              </svg>
            </span>
            <span className="figures text-end">
              <span className={meaningful.rate === null ? "text-soft" : "font-semibold"}>{sayRate(meaningful)}</span>
              <span className="text-soft"> of {meaningful.of}</span>
              <span className="block text-sm text-soft">
                {meanBetter === null
                  ? `${plans} ${plans === 1 ? "plan" : "plans"}`
                  : `${sayMean(meanBetter)}, n ${plans}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p aria-hidden className="figures mt-1 flex justify-between text-sm text-soft sm:me-[15rem] sm:ms-[16rem]">
        <span>0%</span>
        <span>● share, band: 95% certain</span>
        <span>100%</span>
      </p>
      <AsTable
        caption="Change that means something. Shares and means of fewer than five are left out."
        columns={[
          { key: "name", label },
          { key: "plans", label: "Plans", align: "end" },
          { key: "mean", label: "Mean change", align: "end" },
          { key: "of", label: "With room for it", align: "end" },
          { key: "rate", label: "Share", align: "end" },
          { key: "between", label: "Between", align: "end" },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          cells: {
            name: row.name,
            plans: row.plans,
            mean: sayMean(row.meanBetter),
            of: row.meaningful.of,
            rate: sayRate(row.meaningful),
            between: between(row),
          },
        }))}
      />
    </figure>
  );
}
