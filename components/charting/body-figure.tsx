// One neutral figure, seen from the front or from behind, with the parts that were marked. A picture of the list beside it.
import { shapeOf } from "@/components/charting/body-shapes";
import { bodyRegions, placesOf, type View } from "@/lib/charting/body-regions";

export type Marked = ReadonlyMap<string, "local" | "referred">;

type Props = {
  view: View;
  /** Only the head and neck, large. */
  head?: boolean;
  marked: Marked;
  /** Codes of regions that what is treated may refer to. */
  refersTo?: readonly string[];
  /** For a hand that points instead of ticking. */
  press?: (place: string) => void;
};

const viewName: Record<View, string> = { front: "Front", back: "Back" };

/** Fields of the drawing: all of it, and the head down to the shoulders. */
const field = { whole: "0 0 200 410", head: "58 0 84 100" };

export function BodyFigure({ view, head = false, marked, refersTo = [], press }: Props) {
  const places = bodyRegions.filter((region) => region.view === view).flatMap(placesOf);
  return (
    <figure className="flex flex-col items-center gap-1">
      <svg
        viewBox={head ? field.head : field.whole}
        className={`${head ? "h-52" : "h-80"} w-auto max-w-full`}
        aria-hidden
      >
        <g className="fill-line stroke-line">
          <ellipse cx="100" cy="36" rx="25" ry="31" />
          <rect x="87" y="58" width="26" height="28" rx="8" />
          <path d="M60 88 Q100 72 140 88 L134 150 Q128 186 136 216 L64 216 Q72 186 66 150 Z" />
          {[0, 1].map((half) => (
            <g
              key={half}
              transform={half ? "translate(200 0) scale(-1 1)" : undefined}
              strokeLinecap="round"
              fill="none"
            >
              <path d="M138 96 L152 158" strokeWidth="20" />
              <path d="M152 158 L161 216" strokeWidth="16" />
              <path d="M117 216 L118 300" strokeWidth="30" />
              <path d="M118 300 L118 378" strokeWidth="21" />
              <path d="M118 387 L126 389" strokeWidth="13" />
            </g>
          ))}
        </g>
        {places.map((place) => {
          const shape = shapeOf(place, view);
          const kind = marked.get(place);
          const reached = refersTo.includes(place.split(":")[0]!);
          return shape ? (
            <ellipse
              key={place}
              {...shape}
              vectorEffect="non-scaling-stroke"
              data-place={place}
              onClick={press ? () => press(place) : undefined}
              strokeDasharray={kind === "referred" || (!kind && reached) ? "3 2" : undefined}
              className={`${press ? "cursor-pointer hover:stroke-accent" : ""} ${
                kind === "local"
                  ? "fill-accent stroke-accent-strong"
                  : kind === "referred"
                    ? "fill-accent-tint stroke-accent-strong"
                    : reached
                      ? "fill-transparent stroke-warn"
                      : press
                        ? "fill-transparent stroke-edge/40"
                        : "fill-transparent stroke-transparent"
              }`}
            />
          ) : null;
        })}
      </svg>
      <figcaption className="text-sm text-soft">
        {head ? `Head, ${viewName[view].toLowerCase()}` : viewName[view]}
      </figcaption>
    </figure>
  );
}
