"use client";
// Single-key shortcuts of the day sheet, with a switch to turn them off.
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useRemembered } from "@/components/desk/use-remembered";

type Props = { keys: { key: string; label: string; href: string }[]; more?: { key: string; label: string }[] };

/** `more` are keys that other parts of the page hear, told of here. */
export function DeskKeys({ keys, more = [] }: Props) {
  const router = useRouter();
  const [on, setOn] = useRemembered("taper-desk-keys", true);
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
        {[...keys, ...more].map(({ key, label }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="figures rounded-[4px] border border-edge px-1.5">{names[key] ?? key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className="inline-flex min-h-control items-center gap-2">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        Use these keys
      </label>
    </details>
  );
}

const names: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", t: "T", n: "N" };
