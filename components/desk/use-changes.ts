"use client";
// Hears from the server when something has changed; a connection that breaks is made again by the browser.
import { useEffect, useState } from "react";

/** Calls `look` at each change. Answers whether changes are heard of just now. */
export function useChanges(address: string, look: () => void): boolean {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const source = new EventSource(address);
    source.addEventListener("open", () => {
      setOpen(true);
      // Something may have happened while nobody listened.
      look();
    });
    source.addEventListener("error", () => setOpen(false));
    source.addEventListener("changed", look);
    return () => source.close();
  }, [address, look]);
  return open;
}
