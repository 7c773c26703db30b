"use client";
// A list or date whose choice is sent at once; without JavaScript the form's own button sends it.
import type { ComponentProps, ReactNode } from "react";
import { controlClass } from "@/components/ui/field";

const send = (control: { form: HTMLFormElement | null }) => control.form?.requestSubmit();

type Option = { value: string; label: string };
type Named = {
  label: string;
  /** Shows the label above the control; otherwise only screen readers hear it. */
  labelled?: boolean;
};
type SelectProps = Omit<ComponentProps<"select">, "children"> & Named & { options: readonly Option[] };

function Labelled({ label, labelled, children }: Named & { children: ReactNode }) {
  return (
    <label className="flex min-w-0 flex-col gap-1">
      <span className={labelled ? "text-sm text-soft" : "sr-only"}>{label}</span>
      {children}
    </label>
  );
}

export function SendingSelect({ label, labelled, options, className = "", ...rest }: SelectProps) {
  return (
    <Labelled label={label} labelled={labelled}>
      <select
        {...rest}
        className={`${controlClass} w-auto! max-w-full ${className}`}
        onChange={(event) => send(event.currentTarget)}
      >
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function SendingDate({ label, labelled, className = "", ...rest }: ComponentProps<"input"> & Named) {
  return (
    <Labelled label={label} labelled={labelled}>
      <input
        {...rest}
        type="date"
        className={`${controlClass} w-auto! max-w-full ${className}`}
        onChange={(event) => {
          // While a year is typed the value is a real but early date.
          if (event.currentTarget.value > "2000") send(event.currentTarget);
        }}
      />
    </Labelled>
  );
}
