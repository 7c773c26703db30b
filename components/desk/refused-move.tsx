"use client";
// A move that was refused: why, and what can be done about it there and then.
import { useEffect, useRef, useState } from "react";
import type { Place } from "@/components/desk/calendar-moves";
import type { SheetVisit } from "@/components/desk/day-types";
import { Button } from "@/components/ui/button";
import { DialogFrame } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";

export type Refused = {
  visit: SheetVisit;
  to: Place;
  /** "10:15 am, Tom Okafor" */
  where: string;
  message: string;
  /** The time itself cannot be had; anything else is not helped by another way of taking it. */
  taken: boolean;
  /** The one visit that stands there, when it can change places. */
  swapWith: SheetVisit | null;
  byKeys: boolean;
};

type Props = {
  refused: Refused;
  mayOverbook: boolean;
  leave: () => void;
  swap: () => void;
  overbook: (reason: string) => void;
};

export function RefusedMove({ refused, mayOverbook, leave, swap, overbook }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { visit, where, message, taken, swapWith } = refused;
  return (
    <DialogFrame
      dialog={dialog}
      title={`${visit.who} stays at ${visit.time}`}
      closeLabel="Leave it as it was"
      onClose={leave}
    >
      <p>
        {where}: {message}
      </p>
      <div className="flex flex-wrap gap-2">
        {taken && swapWith ? (
          <Button size="small" variant="secondary" onClick={swap}>
            Swap with {swapWith.who}, {swapWith.time}
          </Button>
        ) : null}
        <Button size="small" variant="secondary" onClick={() => dialog.current?.close()}>
          Leave it as it was
        </Button>
      </div>
      {taken && mayOverbook ? (
        <form
          className="flex flex-col gap-3 border-t border-line pt-4"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const reason = String(new FormData(event.currentTarget).get("overbookReason") ?? "").trim();
            if (reason.length < 3) setProblem("Say in a few words why.");
            else overbook(reason);
          }}
        >
          <TextField
            label="Put it there on purpose, because"
            name="overbookReason"
            hint="It stays with the visit."
            autoComplete="off"
            {...(problem ? { error: problem } : {})}
          />
          <div>
            <Button type="submit" size="small" variant="danger">
              Put it there all the same
            </Button>
          </div>
        </form>
      ) : null}
    </DialogFrame>
  );
}
