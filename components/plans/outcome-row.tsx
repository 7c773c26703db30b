// One score under the visits of its plan, on the same time axis; for eyes only, the words beside it say the same.
import { heightOf, reached, type OutcomeLine } from "@/components/plans/outcome-shape";
import type { Tell } from "@/lib/languages/tell";

export const outcomeHeight = 84;

type Props = { t: Tell; line: OutcomeLine; at: (date: string) => number; children: React.ReactNode };

/** `children` are the axis's own vertical lines. */
export function OutcomeRow({ t, line, at, children }: Props) {
  const places = line.points.map(({ date, value }) => ({
    x: Math.min(100, Math.max(0, at(date))),
    y: heightOf(value, line, outcomeHeight),
    value,
  }));
  const matters = line.meaningfulAt === null ? null : heightOf(line.meaningfulAt, line, outcomeHeight);
  return (
    <>
      <div className="flex max-w-44 flex-col justify-center pe-2 leading-tight">
        <span className="font-semibold">{t(line.name).replace(/ \(.*\)$/, "")}</span>
        <span className="text-soft">{t("upwards is better")}</span>
      </div>
      <svg width="100%" height={outcomeHeight} className="overflow-visible text-ink">
        {children}
        {matters === null ? null : (
          <>
            <line
              x1="0"
              x2="100%"
              y1={matters}
              y2={matters}
              strokeDasharray="6 4"
              strokeWidth="1.5"
              className="stroke-accent"
            />
            <text x="100%" dx="-4" y={matters - 5} textAnchor="end" className="fill-accent">
              {t("matters from here")}
            </text>
          </>
        )}
        {places.slice(1).map(({ x, y }, index) => (
          <line
            key={`${x} ${y}`}
            x1={`${places[index]!.x}%`}
            y1={places[index]!.y}
            x2={`${x}%`}
            y2={y}
            strokeWidth="2"
            className="stroke-current opacity-60"
          />
        ))}
        {places.map(({ x, y, value }, index) => (
          <svg key={`${index} ${x}`} x={`${x}%`} y={y} className="overflow-visible">
            <circle
              r="5"
              strokeWidth="2"
              className={reached(value, line) ? "fill-accent stroke-accent" : "fill-paper stroke-current"}
            />
            <text
              y="-9"
              textAnchor="middle"
              paintOrder="stroke"
              strokeWidth="4"
              className="figures fill-ink stroke-paper"
            >
              {Math.round(value * 10) / 10}
            </text>
          </svg>
        ))}
      </svg>
    </>
  );
}
