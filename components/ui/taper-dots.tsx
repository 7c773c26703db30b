// The row of dots that starts close and spreads out: the sign that everything else is drawn from.
/** Centres of `count` dots of radius `r`, the first gap `first` wide and each later one `growth` times wider. */
export function taperCentres(count: number, r: number, first: number, growth: number): number[] {
  const centres: number[] = [];
  let x = r;
  let gap = first;
  for (let index = 0; index < count; index += 1) {
    centres.push(Math.round(x * 100) / 100);
    x += gap;
    gap *= growth;
  }
  return centres;
}

export type TaperDotsProps = {
  count?: number;
  r?: number;
  /** How many are filled from the left; the rest are hollow. */
  filled?: number;
  /** Dots breathe one after another while something is on its way. */
  breathing?: boolean;
  className?: string;
};

const delays = [
  "",
  "[animation-delay:150ms]",
  "[animation-delay:300ms]",
  "[animation-delay:450ms]",
  "[animation-delay:600ms]",
  "[animation-delay:750ms]",
];

export function TaperDots({ count = 5, r = 4, filled = count, breathing, className = "text-accent" }: TaperDotsProps) {
  const centres = taperCentres(count, r + 1, r * 3, 1.4);
  const width = (centres.at(-1) ?? 0) + r + 1;
  const height = (r + 1) * 2;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
      className={`max-w-full shrink-0 ${className}`}
    >
      {centres.map((x, index) => (
        <circle
          key={x}
          cx={x}
          cy={r + 1}
          r={r}
          strokeWidth={r / 3}
          className={`stroke-current ${index < filled ? "fill-current" : "fill-transparent"} ${
            breathing ? `animate-breathe ${delays[index % delays.length]}` : ""
          }`}
        />
      ))}
    </svg>
  );
}
