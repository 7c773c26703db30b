// How a patient does, one small picture a score, drawn on the server, with a table of the same figures behind it.
import { courseWords, heightOf, type OutcomeLine } from "@/components/plans/outcome-shape";
import { Table } from "@/components/ui/table";
import type { Tell } from "@/lib/languages/tell";
import { sayShortDate } from "@/lib/time/say";

const [width, height] = [320, 96];

type Props = { t: Tell; line: OutcomeLine; locale: string };

export function ProgressPicture({ t, line, locale }: Props) {
  const step = width / Math.max(1, line.points.length - 1);
  const places = line.points.map(({ value }, index) => ({
    x: 12 + ((width - 24) / width) * index * step,
    y: heightOf(value, line, height, 20),
    value,
  }));
  return (
    <figure className="flex flex-col gap-2">
      <figcaption>
        <span className="font-semibold">{line.name}</span>
        <span className="block text-soft">{courseWords(line, { t, locale })}</span>
      </figcaption>
      {line.points.length > 1 ? (
        <svg viewBox={`0 0 ${width} ${height}`} className="w-full max-w-md text-accent" aria-hidden>
          <polyline
            points={places.map(({ x, y }) => `${x},${y}`).join(" ")}
            fill="none"
            strokeWidth="2"
            className="stroke-current opacity-60"
          />
          {places.map(({ x, y, value }, index) => (
            <g key={`${index} ${x}`}>
              <circle cx={x} cy={y} r="4" className="fill-current" />
              <text x={x} y={y - 9} textAnchor="middle" fontSize="12" className="fill-ink">
                {Math.round(value * 10) / 10}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
      <details>
        <summary className="min-h-control cursor-pointer py-2 text-accent">{t("The figures")}</summary>
        <Table
          caption={line.name}
          captionHidden
          columns={[
            { key: "on", label: t("Day") },
            { key: "value", label: t("Score"), align: "end" },
          ]}
          rows={line.points.map(({ date, value }, index) => ({
            id: `${date} ${index}`,
            cells: { on: sayShortDate(date, locale), value: String(value) },
          }))}
        />
      </details>
    </figure>
  );
}
