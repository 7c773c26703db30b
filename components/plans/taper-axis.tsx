// The wide picture: one line a track on a shared time axis, for eyes only; the list beside it says the same in words.
import { Fragment } from "react";
import { outcomeHeight, OutcomeRow } from "@/components/plans/outcome-row";
import type { OutcomeLine } from "@/components/plans/outcome-shape";
import { TaperDot } from "@/components/plans/taper-dot";
import {
  dotRadius,
  dotScale,
  monthMarks,
  percentAt,
  shortDayWords,
  type SayIn,
  type TaperReassessment,
  type TaperTrack,
} from "@/components/plans/taper-shape";
import { HueLetter } from "@/components/ui/hue-letter";
import { hueFillTint, hueText } from "@/components/ui/hue";

type AxisProps = {
  from: string;
  to: string;
  today?: string;
  tracks: readonly TaperTrack[];
  reassessments: readonly TaperReassessment[];
  outcomes: readonly OutcomeLine[];
  /** Days on which a flare began. */
  flares: readonly string[];
  say: SayIn;
};

// The narrowest line the wide picture is shown with; dots are sized for it.
const narrowest = 560;
const rowHeight = 76;
const middle = 32;

function anchorAt(percent: number) {
  return percent > 90 ? "end" : percent < 5 ? "start" : "middle";
}

export function TaperAxis({ from, to, today, tracks, reassessments, outcomes, flares, say }: AxisProps) {
  const { t, locale } = say;
  const short = (date: string) => shortDayWords(date, locale);
  const at = (date: string) => percentAt(date, from, to);
  const scale = dotScale(tracks, from, to, narrowest);
  const pxPerPercent = narrowest / 100;
  const todayAt = today && today >= from && today <= to ? at(today) : undefined;
  const months = monthMarks(from, to, locale);
  const shownReassessments = reassessments.filter(({ date }) => date >= from && date <= to);
  const verticals = (height: number) => (
    <>
      {months.map(({ date }) => (
        <line key={date} x1={`${at(date)}%`} x2={`${at(date)}%`} y1="0" y2={height} className="stroke-line" />
      ))}
      {shownReassessments.map(({ date }) => (
        <line
          key={date}
          x1={`${at(date)}%`}
          x2={`${at(date)}%`}
          y1="0"
          y2={height}
          strokeDasharray="2 4"
          strokeWidth="1.5"
          strokeLinecap="round"
          className="stroke-soft"
        />
      ))}
      {todayAt === undefined ? null : (
        <line x1={`${todayAt}%`} x2={`${todayAt}%`} y1="0" y2={height} strokeWidth="2" className="stroke-accent" />
      )}
    </>
  );
  return (
    <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-8 text-sm">
      <span />
      <svg width="100%" height="52" className="overflow-visible">
        {months.map(({ date, label }) => (
          <text key={date} x={`${at(date)}%`} dx="5" y="46" className="fill-soft">
            {label}
          </text>
        ))}
        {months.map(({ date }) => (
          <line key={date} x1={`${at(date)}%`} x2={`${at(date)}%`} y1="34" y2="52" className="stroke-line" />
        ))}
        {todayAt === undefined ? null : (
          <>
            <line x1={`${todayAt}%`} x2={`${todayAt}%`} y1="22" y2="52" strokeWidth="2" className="stroke-accent" />
            <text x={`${todayAt}%`} y="15" textAnchor={anchorAt(todayAt)} className="fill-accent font-semibold">
              {t("Today")}
            </text>
          </>
        )}
      </svg>
      {tracks.map((track) => {
        const visits = track.visits.toSorted((a, b) => a.date.localeCompare(b.date));
        const first = visits[0];
        const last = visits.at(-1);
        return (
          <Fragment key={track.id}>
            <div className="flex h-16 max-w-44 items-center pe-2">
              <HueLetter hue={track.hue} letter={track.letter} name={track.name} />
            </div>
            <svg width="100%" height={rowHeight} className={`overflow-visible ${hueText[track.hue]}`}>
              {verticals(rowHeight)}
              {visits.map((visit) => {
                const start = visit.windowFrom ? at(visit.windowFrom) : undefined;
                const end = visit.windowTo ? at(visit.windowTo) : undefined;
                if (start === undefined || end === undefined) return null;
                return (
                  <rect
                    key={visit.id}
                    x={`${start}%`}
                    width={`${Math.max(end - start, 1.2)}%`}
                    y={middle - 13}
                    height="26"
                    rx="13"
                    className={hueFillTint[track.hue]}
                  />
                );
              })}
              {first && last ? (
                <line
                  x1={`${at(first.date)}%`}
                  x2={`${at(last.date)}%`}
                  y1={middle}
                  y2={middle}
                  strokeWidth="1.5"
                  className="stroke-current opacity-40"
                />
              ) : null}
              {visits.map((visit, index) => {
                const before = visits[index - 1];
                const room = before ? (at(visit.date) - at(before.date)) * pxPerPercent : Infinity;
                return (
                  <svg key={visit.id} x={`${at(visit.date)}%`} y={middle} className="overflow-visible">
                    <title>{`${visit.label}, ${short(visit.date)}`}</title>
                    <g className="@min-[62rem]:scale-[1.3]">
                      <TaperDot state={visit.state} r={Math.round(dotRadius(visit.minutes) * scale * 10) / 10} />
                    </g>
                    {room > 22 ? (
                      <text
                        y="33"
                        textAnchor="middle"
                        paintOrder="stroke"
                        strokeWidth="5"
                        strokeLinejoin="round"
                        className="figures fill-soft stroke-paper text-[0.8125rem]"
                      >
                        {Number(visit.date.slice(8))}
                      </text>
                    ) : null}
                  </svg>
                );
              })}
            </svg>
          </Fragment>
        );
      })}
      {outcomes.map((line) => (
        <OutcomeRow key={line.id} t={t} line={line} at={at}>
          {verticals(outcomeHeight)}
        </OutcomeRow>
      ))}
      {flares.length > 0 ? (
        <>
          <span className="flex h-9 items-center text-soft">{t("Flares")}</span>
          <svg width="100%" height="36" className="overflow-visible">
            {verticals(36)}
            {flares.map((date) => (
              <svg key={date} x={`${at(date)}%`} y="18" className="overflow-visible">
                <title>{t(`Flare, ${short(date)}`)}</title>
                <path d="M0 -7L7 6L-7 6Z" className="fill-warn stroke-paper" />
              </svg>
            ))}
          </svg>
        </>
      ) : null}
      {shownReassessments.length > 0 ? (
        <>
          <span />
          <svg width="100%" height="48" className="overflow-visible">
            {shownReassessments.map(({ date, label }) => (
              <svg key={`${date}${label}`} x={`${at(date)}%`} y="7" className="overflow-visible">
                <path d="M0 -6L6 0L0 6L-6 0Z" className="fill-soft" />
                <text y="22" textAnchor={anchorAt(at(date))} className="fill-soft">
                  {label}
                </text>
                <text y="39" textAnchor={anchorAt(at(date))} className="figures fill-soft">
                  {short(date)}
                </text>
              </svg>
            ))}
          </svg>
        </>
      ) : null}
    </div>
  );
}
