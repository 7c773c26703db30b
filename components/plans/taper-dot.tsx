// One visit as a dot: size says how long, the drawing says how it stands.
import type { VisitState } from "@/components/plans/taper-shape";

/** Drawn around (0, 0) in the current text colour; must stand inside an `<svg>`. */
export function TaperDot({ state, r }: { state: VisitState; r: number }) {
  const inner = Math.max(r - 1, 2);
  const thin = Math.min(1.75, r * 0.4);
  const thick = Math.min(2.5, r * 0.5);
  switch (state) {
    case "attended":
      return <circle r={r} className="fill-current" />;
    case "booked":
      return (
        <>
          <circle r={r - thick / 2} strokeWidth={thick} className="fill-paper stroke-current" />
          <circle r={r * 0.34} className="fill-current" />
        </>
      );
    case "held":
      return (
        <>
          <circle r={inner} strokeWidth={thin} className="fill-paper stroke-current" />
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
            strokeWidth={thin}
            strokeLinecap="round"
            className="fill-none stroke-current"
          />
        </>
      );
    }
    case "provisional": {
      // Six dashes at every size, so that the ring never looks like a fragment.
      const dash = Math.round(((2 * Math.PI * inner) / 12) * 100) / 100;
      return (
        <circle
          r={inner}
          strokeWidth={thin}
          strokeDasharray={`${dash} ${dash}`}
          className="fill-paper stroke-current"
        />
      );
    }
    case "open":
      return <circle r={inner} strokeWidth={thin} className="fill-paper stroke-current" />;
  }
}
