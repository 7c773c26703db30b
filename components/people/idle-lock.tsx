"use client";
// Locks the desk: by hand, and by itself when nobody has touched it for a while, in whichever of its tabs.
import { useActionState, useEffect, useRef } from "react";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };
type Props = { lock: (before: State, form: FormData) => Promise<State>; minutes: number | null };

const place = "taper-desk-used";
const lookEveryMs = 15_000;
/** Reading and typing reach no server: it is told so that it does not lock under somebody's hands. */
const tellEveryMs = 120_000;

/** When any tab of this browser was used last. */
function usedAt(): number {
  try {
    return Number(localStorage.getItem(place)) || 0;
  } catch {
    return 0;
  }
}

function noteUse(): void {
  try {
    localStorage.setItem(place, String(Date.now()));
  } catch {
    // Without a store each tab is on its own, and the server still locks.
  }
}

export function IdleLock({ lock, minutes }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [, send] = useActionState(lock, { ok: false });
  useEffect(() => {
    if (minutes === null) return;
    let noted = 0;
    let told = Date.now();
    const used = () => {
      if (Date.now() - noted < 5_000) return;
      noted = Date.now();
      noteUse();
    };
    used();
    const looking = setInterval(() => {
      const last = Math.max(usedAt(), noted);
      if (Date.now() - last > minutes * 60_000) form.current?.requestSubmit();
      else if (noted > told && Date.now() - told > tellEveryMs) {
        told = Date.now();
        void fetch("/api/desk/presence", { method: "POST" }).catch(() => {});
      }
    }, lookEveryMs);
    const events = ["pointerdown", "keydown", "wheel", "touchmove"] as const;
    for (const event of events) addEventListener(event, used, { passive: true });
    return () => {
      clearInterval(looking);
      for (const event of events) removeEventListener(event, used);
    };
  }, [minutes]);
  return (
    <form
      ref={form}
      action={(sent) => {
        sent.set("next", `${location.pathname}${location.search}`);
        send(sent);
      }}
    >
      <SubmitButton variant="quiet" size="small" pendingLabel="Locking…">
        Lock
      </SubmitButton>
    </form>
  );
}
