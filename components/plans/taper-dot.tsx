// One visit as a dot: size says how long, the drawing says how it stands.
import type { VisitState } from "@/components/plans/taper-shape";

/** Drawn around (0, 0) in the current text colour; must stand inside an `<svg>`. */
export function TaperDot({ state, r }: { state: VisitState; r: number }) {
  const inner = Math.max(r - 1, 2);
  switch (state) {
    case "attended":
      return <circle r={r} className="fill-current" />;
    case "booked":
      return (
        <>
          <circle r={r - 1.25} strokeWidth="2.5" className="fill-paper stroke-current" />
          <circle r={Math.max(r * 0.38, 1.6)} className="fill-current" />
        </>
      );
    case "held":
      return (
        <>
          <circle r={inner} strokeWidth="2" className="fill-paper stroke-current" />
          <path d={`M0 ${-inner}A${inner} ${inner} 0 0 0 0 ${inner}Z`} className="fill-current" />
        </>
      );
    case "missed": {
      const arm = r * 0.62;
      return (
        <>
          <circle r={inner} strokeWidth="1.25" className="fill-paper stroke-current" />
          <path
            d={`M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`}
            strokeWidth="2"
            strokeLinecap="round"
            className="fill-none stroke-current"
          />
        </>
      );
    }
    case "provisional":
      return <circle r={inner} strokeWidth="1.75" strokeDasharray="3 2.6" className="fill-paper stroke-current" />;
    case "open":
      return <circle r={inner} strokeWidth="1.75" className="fill-paper stroke-current" />;
  }
}
