// Where someone is in a short series of screens: the words, and the dots that spread out.
import { Word } from "@/components/ui/word";

export type StepsProps = { current: number; total: number; label?: string };

export function Steps({ current, total, label }: StepsProps) {
  // Each gap is 5 wider than the one before it.
  const dots = Array.from({ length: total }, (_, index) => ({
    at: 7 + 16 * index + (5 * index * (index - 1)) / 2,
    step: index + 1,
  }));
  const width = (dots.at(-1)?.at ?? 0) + 7;
  return (
    <p className="flex items-center gap-3 text-sm text-soft">
      <svg width={width} height="14" viewBox={`0 0 ${width} 14`} aria-hidden className="shrink-0 text-accent">
        {dots.map(({ at, step }) => (
          <circle
            key={step}
            cx={at}
            cy="7"
            r={step === current ? 4.5 : 4}
            strokeWidth={step === current ? 3 : 1.5}
            className={step < current ? "fill-current stroke-current" : "fill-paper stroke-current"}
          />
        ))}
      </svg>
      <span>
        <Word of="step" current={current} total={total} />
        {label ? <span>: {label}</span> : null}
      </span>
    </p>
  );
}
