"use client";
// The button that sends a form, and says so while the answer is on its way.
import type { ComponentProps, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonClass, type ButtonLook } from "@/components/ui/button-class";
import { useWords } from "@/components/ui/word";

export type SubmitButtonProps = ButtonLook &
  Omit<ComponentProps<"button">, "children" | "type"> & {
    children: ReactNode;
    /** Said while the form is being sent, such as "Booking…". */
    pendingLabel?: string;
  };

export function SubmitButton({ variant, size, full, className, children, pendingLabel, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const { sending } = useWords();
  return (
    <button
      {...rest}
      type="submit"
      className={buttonClass({ variant, size, full }, className)}
      // Not `disabled`: that would throw away the keyboard's place on the page.
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      {pending ? (pendingLabel ?? children) : children}
      <span role="status" className="sr-only">
        {pending ? (pendingLabel ?? sending) : ""}
      </span>
    </button>
  );
}
