// The picture of a plan: how its visits stand on the calendar, close at first and then further apart.
import { courseWords, type OutcomeLine } from "@/components/plans/outcome-shape";
import { TaperAxis } from "@/components/plans/taper-axis";
import { TaperDot } from "@/components/plans/taper-dot";
import { TaperList } from "@/components/plans/taper-list";
import {
  eventsInOrder,
  inEnglish,
  shortDayWords,
  stateWords,
  type SayIn,
  type TaperReassessment,
  type TaperTrack,
  type VisitState,
} from "@/components/plans/taper-shape";

export type TaperTimelineProps = {
  /** First and last local date on the axis, `YYYY-MM-DD`. */
  from: string;
  to: string;
  today?: string;
  tracks: readonly TaperTrack[];
  reassessments?: readonly TaperReassessment[];
  /** How the patient does, on the same axis. */
  outcomes?: readonly OutcomeLine[];
  flares?: readonly string[];
  /** One sentence that says what the picture shows. */
  caption: string;
  /** auto: lines where there is room, a list on a phone; list: always the list. */
  form?: "auto" | "list";
  say?: SayIn;
};

const legendOrder: readonly VisitState[] = ["attended", "booked", "held", "open", "provisional", "missed"];

export function TaperTimeline(props: TaperTimelineProps) {
  const {
    from,
    to,
    today,
    tracks,
    reassessments = [],
    outcomes = [],
    flares = [],
    caption,
    form = "auto",
    say = inEnglish,
  } = props;
  const { t, locale } = say;
  const inside = (date: string) => date >= from && date <= to;
  const shown = tracks.map((track) => ({
    ...track,
    name: t(track.name),
    visits: track.visits.filter(({ date }) => inside(date)).map((visit) => ({ ...visit, label: t(visit.label) })),
  }));
  const looks = reassessments.map((one) => ({ ...one, label: t(one.label) }));
  const events = eventsInOrder(
    shown,
    looks.filter(({ date }) => inside(date)),
    today && inside(today) ? today : undefined,
  );
  const flareDays = flares.map((day) => shortDayWords(day, locale)).join(", ");
  const states = legendOrder.filter((state) => shown.some(({ visits }) => visits.some((v) => v.state === state)));
  return (
    <figure className="@container">
      <figcaption className="mb-4 text-balance">{t(caption)}</figcaption>
      {form === "auto" ? (
        <div className="hidden @min-[44rem]:block print:block">
          <TaperAxis
            from={from}
            to={to}
            today={today}
            tracks={shown}
            reassessments={looks}
            outcomes={outcomes}
            flares={flares.filter(inside)}
            say={say}
          />
          <ul aria-hidden className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
            {states.map((state) => (
              <li key={state} className="inline-flex items-center gap-2">
                <svg width="18" height="18" viewBox="-9 -9 18 18" className="text-ink">
                  <TaperDot state={state} r={7} />
                </svg>
                {t(stateWords[state])}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className={form === "auto" ? "@min-[44rem]:sr-only" : ""}>
        <TaperList events={events} tracks={shown} say={say} />
        {outcomes.length ? (
          <dl className="mt-5 flex flex-col gap-2">
            {outcomes.map((line) => (
              <div key={line.id}>
                <dt className="font-semibold">{t(line.name)}</dt>
                <dd className="figures text-soft">{courseWords(line, say)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {flares.length ? (
          <p className="mt-3 text-soft">
            {t(flares.length === 1 ? `A flare on ${flareDays}.` : `Flares on ${flareDays}.`)}
          </p>
        ) : null}
      </div>
    </figure>
  );
}
