"use client";
// A list or date whose choice is sent at once; without JavaScript the form's own button sends it.
import type { ComponentProps } from "react";
import { controlClass } from "@/components/ui/field";

const send = (control: { form: HTMLFormElement | null }) => control.form?.requestSubmit();

type Option = { value: string; label: string };
type SelectProps = Omit<ComponentProps<"select">, "children"> & { label: string; options: readonly Option[] };

export function SendingSelect({ label, options, className = "", ...rest }: SelectProps) {
  return (
    <select
      {...rest}
      aria-label={label}
      className={`${controlClass} w-auto! ${className}`}
      onChange={(event) => send(event.currentTarget)}
    >
      {options.map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

export function SendingDate({ label, className = "", ...rest }: ComponentProps<"input"> & { label: string }) {
  return (
    <input
      {...rest}
      type="date"
      aria-label={label}
      className={`${controlClass} w-auto! ${className}`}
      onChange={(event) => {
        // While a year is typed the value is a real but early date.
        if (event.currentTarget.value > "2000") send(event.currentTarget);
      }}
    />
  );
}
