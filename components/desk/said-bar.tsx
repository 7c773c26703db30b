"use client";
// What was just done, said at the lower edge so that nothing else moves; and ten seconds to take a move back.
import { useEffect } from "react";
import { Button } from "@/components/ui/button";

/** With the visits as a move left them, when it can be taken back. */
export type Said = { words: string; appointmentIds: readonly string[] };

const shownMs = 10_000;

/** For everything that stands at the lower edge. */
export const barClass =
  "no-print fixed inset-x-4 bottom-4 z-40 mx-auto max-w-3xl rounded border border-edge bg-paper px-4 py-2 text-ink";

type Props = { said: Said | null; undo: () => void; over: () => void };

export function SaidBar({ said, undo, over }: Props) {
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(over, shownMs);
    return () => clearTimeout(timer);
    // Each sentence has its own ten seconds; that the page is drawn again does not begin them anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [said]);
  const undoable = said !== null && said.appointmentIds.length > 0;
  useEffect(() => {
    if (!undoable) return undefined;
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "u") return;
      event.preventDefault();
      undo();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [undoable, undo]);
  return (
    <div className={said ? `${barClass} flex flex-wrap items-center justify-between gap-3` : "sr-only"}>
      <p role="status" data-said="">
        {said?.words}
      </p>
      {undoable ? (
        <Button size="small" variant="secondary" onClick={undo} aria-keyshortcuts="U">
          Undo (U)
        </Button>
      ) : null}
    </div>
  );
}
