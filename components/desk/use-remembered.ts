"use client";
// A yes or no that this browser keeps, the same in all its windows.
import { useSyncExternalStore } from "react";

// The browser tells other windows of a change, but not the one that made it.
const listeners = new Set<() => void>();

function listen(tell: () => void): () => void {
  listeners.add(tell);
  addEventListener("storage", tell);
  return () => {
    listeners.delete(tell);
    removeEventListener("storage", tell);
  };
}

export function useRemembered(name: string, otherwise: boolean): [boolean, (value: boolean) => void] {
  const read = () => {
    const kept = localStorage.getItem(name);
    return kept === null ? otherwise : kept === "on";
  };
  const value = useSyncExternalStore(listen, read, () => otherwise);
  const write = (next: boolean) => {
    localStorage.setItem(name, next ? "on" : "off");
    for (const tell of listeners) tell();
  };
  return [value, write];
}
