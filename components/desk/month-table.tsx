// A month as a table of days with how many visits each has; every day leads to its own page.
import { Anchor } from "@/components/ui/anchor";

export type MonthDay = {
  date: string;
  /** "1" */
  number: string;
  /** "Tuesday, December 1, 2026" */
  title: string;
  href: string;
  inMonth: boolean;
  today: boolean;
  booked: number;
  done: number;
  missed: number;
};

export function MonthTable({ caption, heads, weeks }: { caption: string; heads: string[]; weeks: MonthDay[][] }) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className="border-b border-line px-1 py-2 text-start text-sm text-soft sm:px-2">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <td key={day.date} className={`h-20 border border-line p-0 align-top ${day.inMonth ? "bg-surface" : ""}`}>
                <Day day={day} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day }: { day: MonthDay }) {
  const { booked, done, missed } = day;
  const words = [
    { count: booked, word: "booked" },
    { count: done, word: "done" },
    { count: missed, word: "missed" },
  ].filter(({ count }) => count > 0);
  return (
    <Anchor
      href={day.href}
      aria-current={day.today ? "date" : undefined}
      className="flex h-full min-h-20 flex-col gap-0.5 p-1 leading-tight text-ink no-underline hover:bg-accent-tint sm:p-2"
    >
      <span className="sr-only">{day.title}: </span>
      <span
        aria-hidden
        className={`figures ${day.today ? "font-semibold text-accent" : day.inMonth ? "font-semibold" : "text-soft"}`}
      >
        {day.number}
      </span>
      {words.length === 0 ? <span className="sr-only">nothing booked</span> : null}
      {words.map(({ count, word }) => (
        <span key={word} className="figures text-sm text-soft">
          {count}
          <span className="sr-only sm:not-sr-only"> {word}</span>
        </span>
      ))}
    </Anchor>
  );
}
