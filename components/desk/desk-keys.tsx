"use client";
// Single-key shortcuts of the day sheet, with a switch to turn them off.
import { useRouter } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

type Props = { keys: { key: string; label: string; href: string }[] };

const remembered = "taper-desk-keys";

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

const isOn = () => localStorage.getItem(remembered) !== "off";

export function DeskKeys({ keys }: Props) {
  const router = useRouter();
  const on = useSyncExternalStore(listen, isOn, () => true);
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const found = keys.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
      if (!found) return;
      event.preventDefault();
      router.push(found.href as never);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on, keys, router]);
  return (
    <details className="no-print text-sm text-soft">
      <summary className="inline-flex min-h-control items-center">Keys</summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-2">
        {keys.map(({ key, label }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="figures rounded-[4px] border border-edge px-1.5">{names[key] ?? key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className="inline-flex min-h-control items-center gap-2">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            localStorage.setItem(remembered, event.target.checked ? "on" : "off");
            for (const tell of listeners) tell();
          }}
        />
        Use these keys
      </label>
    </details>
  );
}

const names: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", t: "T", n: "N" };
