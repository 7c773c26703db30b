// A plan in one small line, for lists: the same dots on a real time axis.
import { TaperDot } from "@/components/plans/taper-dot";
import { dayNumber, type VisitState } from "@/components/plans/taper-shape";
import { hueText, type Hue } from "@/components/ui/hue";

export type TaperStripProps = {
  visits: readonly { id: string; date: string; state: VisitState; hue?: Hue }[];
  hue?: Hue;
  today?: string;
  /** What the line shows, in words: "5 of 8 visits attended, next Tue, Dec 1". */
  label: string;
  width?: number;
};

export function TaperStrip({ visits, hue, today, label, width = 200 }: TaperStripProps) {
  const days = visits.map(({ date }) => dayNumber(date));
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const inset = 6;
  const x = (date: string) => Math.round((inset + ((dayNumber(date) - first) / span) * (width - 2 * inset)) * 10) / 10;
  const places = visits.map(({ date }) => x(date)).sort((a, b) => a - b);
  const closest = Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0)));
  // Small enough that neighbours stay two dots, large enough that a ring stays a ring.
  const r = Math.min(4.6, Math.max(3, closest / 2));
  const todayX = today ? x(today) : undefined;
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height="20"
      viewBox={`0 0 ${width} 20`}
      className={`max-w-full shrink-0 ${hue ? hueText[hue] : "text-accent"}`}
    >
      <line x1={inset} x2={width - inset} y1="10" y2="10" className="stroke-current opacity-35" />
      {todayX !== undefined && todayX >= 0 && todayX <= width ? (
        <line x1={todayX} x2={todayX} y1="1" y2="19" strokeWidth="1.5" className="stroke-accent" />
      ) : null}
      {visits.map((visit) => (
        <g key={visit.id} transform={`translate(${x(visit.date)} 10)`} className={visit.hue ? hueText[visit.hue] : ""}>
          <TaperDot state={visit.state} r={r} />
        </g>
      ))}
    </svg>
  );
}
