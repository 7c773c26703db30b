// A remembered date in three short boxes, which people type faster and more safely than they scroll a calendar.
import type { ReactNode } from "react";
import { controlClass } from "@/components/ui/field";
import { describedBy, FieldError } from "@/components/ui/field-frame";
import { Word } from "@/components/ui/word";

export type DatePartsFieldProps = {
  legend: ReactNode;
  /** Sends `${name}Year`, `${name}Month` and `${name}Day`; the year box has the id `name`. */
  name: string;
  hint?: ReactNode;
  error?: string;
  /** `YYYY-MM-DD`, or the parts as typed so that nothing is lost after a mistake. */
  defaultValue?: string | { year?: string; month?: string; day?: string };
  required?: boolean;
  /** A person's own birth date lets the browser fill the boxes. */
  birthDate?: boolean;
};

export function DatePartsField(props: DatePartsFieldProps) {
  const { legend, name, hint, error, required, birthDate, defaultValue = "" } = props;
  const [year, month, day] =
    typeof defaultValue === "string"
      ? defaultValue.split("-")
      : [defaultValue.year, defaultValue.month, defaultValue.day];
  const parts = [
    { part: "Year", label: "year", value: year, length: 4, auto: "bday-year", id: name },
    { part: "Month", label: "month", value: month, length: 2, auto: "bday-month", id: `${name}-month` },
    { part: "Day", label: "day", value: day, length: 2, auto: "bday-day", id: `${name}-day` },
  ] as const;
  return (
    <fieldset
      className={`flex flex-col gap-1.5 ${error ? "border-s-4 border-stop ps-4" : ""}`}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend className="font-semibold">{legend}</legend>
      {hint ? (
        <p id={`${name}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={name}>{error}</FieldError> : null}
      <div className="flex gap-4">
        {parts.map(({ part, label, value, length, auto, id }) => (
          <div key={part} className="flex flex-col gap-1">
            <label htmlFor={id} className="text-sm">
              <Word of={label} />
            </label>
            <input
              id={id}
              name={`${name}${part}`}
              defaultValue={value}
              inputMode="numeric"
              maxLength={length}
              autoComplete={birthDate ? auto : "off"}
              required={required}
              aria-invalid={error ? true : undefined}
              className={`${controlClass} ${length === 4 ? "max-w-24" : "max-w-16"}`}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
