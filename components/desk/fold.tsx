// A deed that needs a second look: closed until somebody opens it, without JavaScript too.
import type { ReactNode } from "react";
import { buttonClass, type ButtonLook } from "@/components/ui/button-class";

type Props = ButtonLook & { label: ReactNode; open?: boolean; children: ReactNode };

export function Fold({ label, open, children, ...look }: Props) {
  return (
    <details open={open} className="group w-full open:border-s-4 open:border-line open:ps-4">
      <summary
        className={`${buttonClass({ variant: "secondary", size: "small", ...look })} list-none group-open:border-transparent group-open:bg-transparent group-open:px-0 group-open:text-ink [&::-webkit-details-marker]:hidden`}
      >
        {label}
      </summary>
      <div className="pt-3 pb-2">{children}</div>
    </details>
  );
}
