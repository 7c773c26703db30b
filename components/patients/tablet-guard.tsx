"use client";
// Closes a form that somebody left alone, and shows nothing when the back button brings the page back.
import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";

const warnSeconds = 30;

type Props = { end: string; idleSeconds: number; words: { idle: string; idleMore: string } };

export function TabletGuard({ end, idleSeconds, words }: Props) {
  const [asks, setAsks] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let touched = Date.now();
    const touch = () => {
      touched = Date.now();
      setAsks(false);
    };
    const look = () => {
      // By the clock, not by ticks: a tablet that slept has not ticked.
      const idle = (Date.now() - touched) / 1000;
      if (idle >= idleSeconds) location.replace(end);
      else setAsks(idle >= idleSeconds - warnSeconds);
    };
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) location.replace(end);
    };
    const kinds = ["pointerdown", "keydown", "input", "scroll"] as const;
    for (const kind of kinds) addEventListener(kind, touch, { passive: true });
    addEventListener("pageshow", shown);
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, 1000);
    // For whoever must know that it counts by now.
    region.current?.setAttribute("data-counts", "");
    return () => {
      for (const kind of kinds) removeEventListener(kind, touch);
      removeEventListener("pageshow", shown);
      document.removeEventListener("visibilitychange", look);
      clearInterval(timer);
    };
  }, [end, idleSeconds]);
  return (
    <div ref={region} role="status" className="sticky top-2 z-10 mb-4">
      {asks ? (
        <Notice tone="warning" title={words.idle}>
          {words.idleMore}
        </Notice>
      ) : null}
    </div>
  );
}
