// One question with radio buttons or check boxes, each a target as wide as its row.
import type { ReactNode } from "react";
import { describedBy, FieldError } from "@/components/ui/field-frame";

export type Choice = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Stands at the far end of the row: a price, a count. */
  aside?: ReactNode;
  disabled?: boolean;
};

export type ChoiceGroupProps = {
  legend: ReactNode;
  name: string;
  /** Defaults to the name and is the id of the first choice, so that error summaries can link to it. */
  id?: string;
  type?: "radio" | "checkbox";
  options: readonly Choice[];
  defaultValue?: string | readonly string[];
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  /** rows: one below another; inline: side by side, for yes and no; grid: many short answers such as times; columns: many of a few words. */
  layout?: "rows" | "inline" | "grid" | "columns";
  /** Makes the question the heading of its page. */
  large?: boolean;
};

const layouts = {
  rows: "flex flex-col divide-y divide-line border-y border-line",
  inline: "flex flex-wrap gap-3",
  grid: "grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-3",
  columns: "grid grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-3",
};

const boxed = "rounded border border-edge bg-surface px-4 has-checked:border-accent has-checked:bg-accent-tint";

function isChosen(value: string, chosen: ChoiceGroupProps["defaultValue"]) {
  return typeof chosen === "string" ? chosen === value : (chosen?.includes(value) ?? false);
}

export function ChoiceGroup(props: ChoiceGroupProps) {
  const { legend, name, id = name, type = "radio", options, hint, error, required, layout = "rows", large } = props;
  return (
    <fieldset className={error ? "border-s-4 border-stop ps-4" : ""} aria-describedby={describedBy(id, hint, error)}>
      <legend className={`font-semibold ${large ? "text-xl" : "text-base"}`}>{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      <div className={`mt-3 ${layouts[layout]}`}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={`flex min-h-control items-start gap-3 py-2 transition-colors duration-150 has-disabled:text-soft ${
              layout === "rows" ? "px-2 hover:bg-sunk has-checked:bg-accent-tint" : boxed
            }`}
          >
            <input
              id={index === 0 ? id : `${id}-${index + 1}`}
              type={type}
              name={name}
              value={option.value}
              defaultChecked={isChosen(option.value, props.defaultValue)}
              disabled={option.disabled}
              required={required && type === "radio"}
              className="mt-1 size-5 shrink-0"
            />
            <span className="grow">
              <span className="block">{option.label}</span>
              {option.hint ? <span className="block text-sm text-soft">{option.hint}</span> : null}
            </span>
            {option.aside ? <span className="figures shrink-0">{option.aside}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type CheckProps = {
  name: string;
  id?: string;
  value?: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  defaultChecked?: boolean;
  required?: boolean;
};

/** A single check box, for consent and the like. */
export function Check({ name, id = name, value = "yes", label, hint, error, defaultChecked, required }: CheckProps) {
  return (
    <div className={error ? "border-s-4 border-stop ps-4" : ""}>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      <label className="flex min-h-control items-start gap-3 py-2">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={defaultChecked}
          required={required}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          className="mt-1 size-5 shrink-0"
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="ps-8 text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
