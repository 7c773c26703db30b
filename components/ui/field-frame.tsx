// What stands around any form control: label, hint, and what to do when the answer cannot be used.
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Word } from "@/components/ui/word";

export type FieldWords = {
  label: ReactNode;
  name: string;
  /** Defaults to the name; error summaries link to it. */
  id?: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
};

/** The ids that `aria-describedby` needs, or undefined when nothing describes the control. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={`${id}-error`} className="flex items-start gap-2 font-semibold text-stop">
      <span className="mt-1">
        <Icon name="warning" size={18} />
      </span>
      <span>
        <span className="sr-only">
          <Word of="pleaseChange" />{" "}
        </span>
        {children}
      </span>
    </p>
  );
}

export function FieldFrame({ label, id, hint, error, optional, children }: FieldWords & { children: ReactNode }) {
  return (
    <div className={`flex flex-col gap-1.5 ${error ? "border-s-4 border-stop ps-4" : ""}`}>
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional ? (
          <span className="font-normal text-soft">
            {" "}
            <Word of="optional" />
          </span>
        ) : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id ?? ""}>{error}</FieldError> : null}
      {children}
    </div>
  );
}
