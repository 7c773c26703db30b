"use client";
// Hears from the server when something has changed; a connection that breaks is made again by the browser.
import { useEffect, useState } from "react";

/**
 * Calls `look` at each change. Answers whether changes are heard of just now. A window that nobody sees listens to nothing: browsers
 * keep few connections to one server, and a dozen open calendars would take them all.
 */
export function useChanges(address: string, look: () => void): boolean {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    const listen = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => {
        setOpen(true);
        // Something may have happened while nobody listened.
        look();
      });
      source.addEventListener("error", () => setOpen(false));
      source.addEventListener("changed", look);
    };
    const rest = () => {
      source?.close();
      source = undefined;
      setOpen(false);
    };
    const turn = () => {
      if (document.hidden) rest();
      else if (!source) listen();
    };
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      source?.close();
    };
  }, [address, look]);
  return open;
}
