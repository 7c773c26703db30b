// Text, long text, list and date controls, each wired to its label, hint and error.
import type { ComponentProps, ReactNode } from "react";
import { describedBy, FieldFrame, type FieldWords } from "@/components/ui/field-frame";

export const controlClass =
  "min-h-control w-full rounded border border-edge bg-surface px-3 py-1.5 text-base text-ink placeholder:text-soft aria-invalid:border-2 aria-invalid:border-stop disabled:bg-sunk disabled:text-soft";

const widths = { full: "", medium: "max-w-80", short: "max-w-40", tiny: "max-w-24" };
type Width = keyof typeof widths;

type Own = FieldWords & { width?: Width };

export type TextFieldProps = Own &
  Omit<ComponentProps<"input">, "name" | "id" | "width"> & { prefix?: string; suffix?: ReactNode };

function wiring({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return { id, "aria-describedby": describedBy(id, hint, error), "aria-invalid": error ? true : undefined } as const;
}

export function TextField({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  width = "full",
  prefix,
  suffix,
  className = "",
  type = "text",
  ...rest
}: TextFieldProps) {
  const input = (
    <input
      {...rest}
      {...wiring({ id, hint, error })}
      type={type}
      name={name}
      className={`${controlClass} ${prefix || suffix ? "" : widths[width]} ${prefix ? "ps-8" : ""} ${className}`}
    />
  );
  return (
    <FieldFrame {...{ label, name, id, hint, error, optional }}>
      {prefix || suffix ? (
        <div className={`relative flex items-center gap-3 ${widths[width]}`}>
          {prefix ? (
            <span aria-hidden className="pointer-events-none absolute inset-s-3 text-soft">
              {prefix}
            </span>
          ) : null}
          {input}
          {suffix ? <span className="shrink-0 text-soft">{suffix}</span> : null}
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  );
}

export type TextAreaFieldProps = Own & Omit<ComponentProps<"textarea">, "name" | "id">;

export function TextAreaField({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  width = "full",
  rows = 4,
  ...rest
}: TextAreaFieldProps) {
  return (
    <FieldFrame {...{ label, name, id, hint, error, optional }}>
      <textarea
        {...rest}
        {...wiring({ id, hint, error })}
        name={name}
        rows={rows}
        className={`${controlClass} ${widths[width]}`}
      />
    </FieldFrame>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };
/** A table of words as options, in its own order. */
export const optionsOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export type SelectFieldProps = Own &
  Omit<ComponentProps<"select">, "name" | "id" | "children"> & {
    options: readonly SelectOption[];
    /** Shown first with an empty value, such as "Choose one". */
    placeholder?: string;
  };

export function SelectField({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  width = "medium",
  options,
  placeholder,
  ...rest
}: SelectFieldProps) {
  return (
    <FieldFrame {...{ label, name, id, hint, error, optional }}>
      <select {...rest} {...wiring({ id, hint, error })} name={name} className={`${controlClass} ${widths[width]}`}>
        {placeholder ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
