// Open starts as big buttons, day by day, grouped by part of the day. A plain form: it works without JavaScript.
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";

export type SlotButton = { value: string; label: string };
export type SlotDay = { date: string; title: string; parts: { name: string; slots: SlotButton[] }[] };

type Props = {
  days: SlotDay[];
  action: (form: FormData) => Promise<void>;
  /** How many times a day has, in words. */
  countWords?: (count: number) => string;
  /** Hidden inputs that say what the times are of. */
  children?: ReactNode;
};

const count = (day: SlotDay) => day.parts.reduce((sum, part) => sum + part.slots.length, 0);

const english = (count: number) => `${count} ${count === 1 ? "time" : "times"}`;

export function SlotDays({ days, action, countWords = english, children }: Props) {
  return (
    <form action={action} className="flex flex-col">
      {children}
      {days.map((day, index) => (
        <details key={day.date} open={index < 2} className="group border-t border-line last:border-b">
          <summary className="flex min-h-control cursor-pointer items-center justify-between gap-4 py-3">
            <span className="font-semibold">{day.title}</span>
            <span className="figures text-sm text-soft">{countWords(count(day))}</span>
          </summary>
          <div className="flex flex-col gap-4 pb-5">
            {day.parts.map((part) => (
              <fieldset key={part.name} className="flex flex-col gap-2">
                <legend className="mb-2 text-sm text-soft">{part.name}</legend>
                <div className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
                  {part.slots.map((slot) => (
                    <button
                      key={slot.value}
                      type="submit"
                      name="start"
                      value={slot.value}
                      aria-label={`${day.title}, ${slot.label}`}
                      className={buttonClass({ variant: "secondary" }, "figures px-2")}
                    >
                      {slot.label}
                    </button>
                  ))}
                </div>
              </fieldset>
            ))}
          </div>
        </details>
      ))}
    </form>
  );
}
