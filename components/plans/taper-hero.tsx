// The taper drawn large, without dates: what a whole course feels like, from close together to far apart.
import { TaperDot } from "@/components/plans/taper-dot";
import type { VisitState } from "@/components/plans/taper-shape";

const phases = [
  { words: "Twice a week", meaning: "while it hurts most", gapDays: 3.5, visits: 6 },
  { words: "Weekly", meaning: "as it settles", gapDays: 7, visits: 4 },
  { words: "Every two weeks", meaning: "as you do more yourself", gapDays: 14, visits: 3 },
  { words: "Monthly", meaning: "to keep it well", gapDays: 28, visits: 2 },
] as const;

type Place = { day: number; state: VisitState; first?: (typeof phases)[number] };

function places(): Place[] {
  const list: Place[] = [];
  let day = 0;
  for (const phase of phases) {
    for (let visit = 0; visit < phase.visits; visit += 1) {
      const state = list.length < 8 ? "attended" : list.length < 12 ? "booked" : "open";
      list.push({ day, state, first: visit === 0 ? phase : undefined });
      day += phase.gapDays;
    }
  }
  return list;
}

// One size of dot in each direction; the first visit, an assessment, is the longest.
function radius(place: Place, r: number) {
  return place.day === 0 ? r * 1.2 : r;
}

export function TaperHero() {
  const dots = places();
  const last = dots.at(-1)?.day ?? 1;
  const across = (day: number) => `${Math.round((day / last) * 10_000) / 100}%`;
  const tall = 440;
  const down = (day: number) => Math.round(10 + (day / last) * (tall - 24));
  return (
    <figure>
      <figcaption className="sr-only">
        Fifteen visits on a line: twice a week at first, then weekly, then every two weeks, and at last monthly.
      </figcaption>
      <svg aria-hidden width="100%" height="112" className="hidden overflow-visible pe-2.5 ps-3 text-accent lg:block">
        <line x1="0" x2="100%" y1="16" y2="16" strokeWidth="1.5" className="stroke-current opacity-30" />
        {dots.map((dot) => (
          <svg key={dot.day} x={across(dot.day)} y="16" className="overflow-visible">
            <TaperDot state={dot.state} r={radius(dot, 10)} />
            {dot.first ? (
              <>
                <text x="-10" y="52" className="fill-ink text-base font-semibold">
                  {dot.first.words}
                </text>
                <text x="-10" y="78" className="fill-soft text-base">
                  {dot.first.meaning}
                </text>
              </>
            ) : null}
          </svg>
        ))}
      </svg>
      <svg aria-hidden width="100%" height={tall} className="overflow-visible text-accent lg:hidden">
        <line x1="12" x2="12" y1={down(0)} y2={down(last)} strokeWidth="1.5" className="stroke-current opacity-30" />
        {dots.map((dot) => (
          <svg key={dot.day} x="12" y={down(dot.day)} className="overflow-visible">
            <TaperDot state={dot.state} r={radius(dot, 5.1)} />
            {dot.first ? (
              <text x="30" y="6" className="fill-soft text-base">
                <tspan className="fill-ink font-semibold">{dot.first.words}</tspan>
                <tspan x="30" dy="24">
                  {dot.first.meaning}
                </tspan>
              </text>
            ) : null}
          </svg>
        ))}
      </svg>
    </figure>
  );
}
