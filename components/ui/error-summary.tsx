"use client";
// What has to change before a form can be sent, at the top of the page, each line a link to its field.
import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { useWords } from "@/components/ui/word";

export type FieldProblem = { field?: string; message: string };

export type ErrorSummaryProps = { title?: string; errors: readonly FieldProblem[] };

export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const { lookAgain } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  const listed = errors.filter(({ field, message }) => field || message !== title);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className="rounded border-2 border-stop bg-stop-tint px-5 py-4"
    >
      <h2 id="error-summary-title" className="flex items-center gap-2 text-lg">
        <span className="text-stop">
          <Icon name="warning" />
        </span>
        {title ?? lookAgain}
      </h2>
      <ul className="mt-2 flex flex-col gap-1 empty:hidden">
        {listed.map(({ field, message }) => (
          <li key={`${field ?? ""}:${message}`}>
            {field ? (
              <a href={`#${field}`} className="font-semibold text-ink underline underline-offset-4">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
