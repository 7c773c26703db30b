"use client";
// What was just done, and ten seconds to take it back.
import { useEffect } from "react";
import { Button } from "@/components/ui/button";

export type Undoable = { words: string; appointmentIds: readonly string[] };

const offeredMs = 10_000;

type Props = { undoable: Undoable; undo: () => void; over: () => void };

export function UndoBar({ undoable, undo, over }: Props) {
  useEffect(() => {
    const timer = setTimeout(over, offeredMs);
    return () => clearTimeout(timer);
    // Each move has its own ten seconds; that the page is drawn again does not begin them anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [undoable]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "u") return;
      event.preventDefault();
      undo();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [undo]);
  return (
    <div className="no-print fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-2xl flex-wrap items-center justify-between gap-3 rounded border border-edge bg-paper px-4 py-2">
      <p role="status">{undoable.words}</p>
      {undoable.appointmentIds.length > 0 ? (
        <Button size="small" variant="secondary" onClick={undo} aria-keyshortcuts="U">
          Undo (U)
        </Button>
      ) : null}
    </div>
  );
}
