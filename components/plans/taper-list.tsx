// The same course as a list that runs downwards: the space between two rows is the time between them.
import { TaperDot } from "@/components/plans/taper-dot";
import {
  dayNumber,
  dotRadius,
  gapHeight,
  gapWords,
  shortDayWords,
  stateWords,
  type SayIn,
  type TaperEvent,
  type TaperTrack,
} from "@/components/plans/taper-shape";
import { hueText } from "@/components/ui/hue";
import { HueLetter } from "@/components/ui/hue-letter";
import { sayShortDate } from "@/lib/time/say";

const laneWidth = 30;
const rowMiddle = 26;

/** Rows on which a track's line begins and ends. */
type Span = { first: number; last: number };

function laneSpans(events: readonly TaperEvent[], tracks: readonly TaperTrack[]): (Span | undefined)[] {
  return tracks.map((_, lane) => {
    const mine = (event: TaperEvent) => event.kind === "visit" && event.lane === lane;
    const first = events.findIndex(mine);
    return first === -1 ? undefined : { first, last: events.findLastIndex(mine) };
  });
}

type RowProps = {
  index: number;
  event: TaperEvent;
  before?: TaperEvent;
  tracks: readonly TaperTrack[];
  spans: readonly (Span | undefined)[];
  say: SayIn;
};

function Row({ index, event, before, tracks, spans, say }: RowProps) {
  const days = before ? dayNumber(event.date) - dayNumber(before.date) : 0;
  const gap = gapHeight(days);
  const words = gapWords(days);
  const y = gap + rowMiddle;
  const width = Math.max(1, tracks.length) * laneWidth;
  return (
    <li className={`relative min-h-13 ${event.kind === "today" ? "text-accent" : ""}`}>
      <svg aria-hidden width={width} className="absolute inset-y-0 inset-s-0 h-full overflow-visible">
        {tracks.map((track, lane) => {
          const span = spans[lane];
          if (!span || index < span.first || index > span.last) return null;
          const x = lane * laneWidth + laneWidth / 2;
          return (
            <line
              key={track.id}
              x1={x}
              x2={x}
              y1={index === span.first ? y : 0}
              y2={index === span.last ? y : "100%"}
              strokeWidth="1.5"
              className={`stroke-current opacity-45 ${hueText[track.hue]}`}
            />
          );
        })}
        {event.kind === "visit" ? (
          <svg
            x={event.lane * laneWidth + laneWidth / 2}
            y={y}
            className={`overflow-visible ${hueText[event.track.hue]}`}
          >
            <TaperDot state={event.visit.state} r={dotRadius(event.visit.minutes)} />
          </svg>
        ) : null}
        {event.kind === "reassessment" ? (
          <svg x={width / 2} y={y} className="overflow-visible">
            <path d="M0 -7L7 0L0 7L-7 0Z" className="fill-soft" />
          </svg>
        ) : null}
        {event.kind === "today" ? (
          <line x1="0" x2={width} y1={y} y2={y} strokeWidth="2" className="stroke-accent" />
        ) : null}
      </svg>
      {gap > 0 ? (
        <div className="flex items-center text-sm text-soft">
          {/* A drawn spacer rather than an inline style, which the content security policy does not let through. */}
          <svg aria-hidden width={width + 14} height={gap} className="shrink-0" />
          {words && say.t(words)}
        </div>
      ) : null}
      <div className="flex min-h-13 items-start py-1.5">
        <svg aria-hidden width={width + 14} height="1" className="shrink-0" />
        <RowWords event={event} say={say} />
      </div>
    </li>
  );
}

function RowWords({ event, say: { t, locale } }: { event: TaperEvent; say: SayIn }) {
  const short = (date: string) => shortDayWords(date, locale);
  if (event.kind === "today") {
    return (
      <p className="self-center font-semibold">
        {t("Today")}, <time dateTime={event.date}>{sayShortDate(event.date, locale)}</time>
      </p>
    );
  }
  if (event.kind === "reassessment") {
    return (
      <p className="self-center">
        <span className="font-semibold">{event.label}</span>{" "}
        <time dateTime={event.date} className="text-soft">
          {sayShortDate(event.date, locale)}
        </time>
      </p>
    );
  }
  const { visit, track } = event;
  const fixed =
    visit.state === "attended" || visit.state === "booked" || visit.state === "held" || visit.state === "missed";
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold">
          <time dateTime={visit.date}>
            {fixed ? sayShortDate(visit.date, locale) : t(`Around ${short(visit.date)}`)}
          </time>
          {visit.timeLabel ? <span className="figures">, {visit.timeLabel}</span> : null}
        </span>
        <span className="text-sm text-soft">{t(stateWords[visit.state])}</span>
      </p>
      <p className="flex items-baseline gap-2 text-sm text-soft">
        <HueLetter hue={track.hue} letter={track.letter} />
        <span className="sr-only">{track.name}: </span>
        <span className="min-w-0">
          {visit.label}, {visit.minutes} min
          {!fixed && visit.windowFrom && visit.windowTo
            ? `, ${t(`between ${short(visit.windowFrom)} and ${short(visit.windowTo)}`)}`
            : ""}
        </span>
      </p>
    </div>
  );
}

type Props = { events: readonly TaperEvent[]; tracks: readonly TaperTrack[]; say: SayIn };

export function TaperList({ events, tracks, say }: Props) {
  const spans = laneSpans(events, tracks);
  return (
    <ol>
      {events.map((event, index) => (
        <Row
          key={event.kind === "visit" ? event.visit.id : `${event.kind}${event.date}`}
          index={index}
          event={event}
          spans={spans}
          before={events[index - 1]}
          tracks={tracks}
          say={say}
        />
      ))}
    </ol>
  );
}
