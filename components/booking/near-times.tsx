// Says that a time has gone and offers the nearest free ones, each a button.
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";

type Props = {
  title: string;
  times: { value: string; label: string }[];
  action: (form: FormData) => Promise<void>;
  /** Said where there are none. */
  otherwise?: string;
  children?: ReactNode;
};

export function NearTimes({ title, times, action, otherwise = "Please choose another time below.", children }: Props) {
  return (
    <Notice tone="warning" title={title} live>
      {times.length ? (
        <form action={action} className="mt-3 flex flex-col gap-2 sm:flex-row sm:flex-wrap">
          {children}
          {times.map((time) => (
            <button
              key={time.value}
              type="submit"
              name="start"
              value={time.value}
              className={buttonClass({ variant: "secondary" }, "figures")}
            >
              {time.label}
            </button>
          ))}
        </form>
      ) : (
        <p>{otherwise}</p>
      )}
    </Notice>
  );
}
