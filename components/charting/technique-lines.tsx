"use client";
// What was done, a line a technique; a preset offers the muscles that a practice often begins with.
import { useState } from "react";
import { typedText, type TypedBefore } from "@/components/charting/body-map";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { muscles } from "@/lib/charting/muscles";
import { focusPresets } from "@/lib/charting/session-note";

/** A technique as far as it may be chosen: what is missing stands beside its name. */
export type TechniqueChoice = { code: string; name: string; lacks: string | null };

export const mostLines = 30;

/** Numbers of the lines that something was typed in. */
const linesIn = (typed: TypedBefore): number[] =>
  Object.keys(typed)
    .flatMap((name) => /^technique-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);

type Line = { n: number; muscle: string; technique: string };

const blank = { muscle: "", technique: "" };

type Props = {
  typed: TypedBefore;
  choices: readonly TechniqueChoice[];
  problem: (name: string) => string | undefined;
  /** Which muscles the lines name now. */
  named: (muscles: string[]) => void;
  changed: () => void;
};

export function TechniqueLines({ typed, choices, problem, named, changed }: Props) {
  const [lines, setLines] = useState<Line[]>(() => {
    const before = linesIn(typed).map((n) => ({
      n,
      muscle: typedText(typed, `muscle-${n}`),
      technique: typedText(typed, `technique-${n}`),
    }));
    return before.length ? before : [{ n: 0, ...blank }];
  });
  const change = (next: Line[]) => {
    setLines(next);
    named(next.map(({ muscle }) => muscle));
    changed();
  };
  const nextNumber = Math.max(-1, ...lines.map(({ n }) => n)) + 1;
  // What a preset offers is done with the commonest technique, where it is allowed.
  const usual = choices.find(({ code, lacks }) => code === "trigger_point_pressure" && lacks === null)?.code ?? "";
  const add = (wanted: string[]) => {
    const there = new Set(lines.map(({ muscle }) => muscle));
    const fresh = wanted.filter((muscle) => muscle === "" || !there.has(muscle));
    const kept = lines.length === 1 && lines[0]?.muscle === "" && wanted[0] !== "" ? [] : lines;
    change(
      [
        ...kept,
        ...fresh.map((muscle, index) => ({ n: nextNumber + index, muscle, technique: muscle ? usual : "" })),
      ].slice(0, mostLines),
    );
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-soft">Begin with</span>
        {focusPresets.map((preset) => (
          <Button key={preset.code} size="small" variant="quiet" onClick={() => add(preset.muscles)}>
            {preset.name}
          </Button>
        ))}
      </div>
      <ol className="flex flex-col divide-y divide-line border-y border-line">
        {lines.map(({ n, muscle, technique }, index) => (
          <li key={n} className="flex flex-wrap items-end gap-3 py-3">
            <fieldset className="contents">
              <legend className="sr-only">Technique {index + 1}</legend>
              <label className="flex flex-col gap-1 text-sm">
                Technique
                <select
                  id={`techniques.${index}.technique`}
                  name={`technique-${n}`}
                  defaultValue={technique}
                  aria-invalid={problem(`techniques.${index}.technique`) ? true : undefined}
                  aria-describedby={problem(`techniques.${index}.technique`) ? `technique-${n}-error` : undefined}
                  className={`${controlClass} w-auto! max-w-52`}
                >
                  <option value="">Choose</option>
                  {choices.map(({ code, name, lacks }) => (
                    <option key={code} value={code}>
                      {lacks ? `${name} – ${lacks}` : name}
                    </option>
                  ))}
                </select>
              </label>
              <label className="flex flex-col gap-1 text-sm">
                Muscle
                <select
                  name={`muscle-${n}`}
                  value={muscle}
                  onChange={(event) =>
                    change(lines.map((line) => (line.n === n ? { ...line, muscle: event.target.value } : line)))
                  }
                  className={`${controlClass} w-auto! max-w-48`}
                >
                  <option value="">–</option>
                  {muscles.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <label className="flex flex-col gap-1 text-sm">
                Side
                <select
                  name={`side-${n}`}
                  defaultValue={typedText(typed, `side-${n}`) || "both"}
                  className={`${controlClass} w-auto!`}
                >
                  <option value="both">Both</option>
                  <option value="left">Left</option>
                  <option value="right">Right</option>
                  <option value="middle">Middle</option>
                </select>
              </label>
              <Short label="Pressure 1–5" name={`pressure-${n}`} typed={typed} />
              <Short label="Minutes" name={`minutes-${n}`} typed={typed} />
              <button
                type="button"
                onClick={() =>
                  change(lines.length > 1 ? lines.filter((line) => line.n !== n) : [{ n: n + 1, ...blank }])
                }
                className="inline-flex size-11 items-center justify-center rounded text-soft hover:bg-sunk"
              >
                <Icon name="close" label={`Take out technique ${index + 1}`} />
              </button>
              {problem(`techniques.${index}.technique`) ? (
                <p id={`technique-${n}-error`} className="w-full font-semibold text-stop">
                  {problem(`techniques.${index}.technique`)}
                </p>
              ) : null}
            </fieldset>
          </li>
        ))}
      </ol>
      {lines.length < mostLines ? (
        <div>
          <Button size="small" variant="secondary" icon="plus" onClick={() => add([""])}>
            Another technique
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Short({ label, name, typed }: { label: string; name: string; typed: TypedBefore }) {
  return (
    <label className="flex flex-col gap-1 text-sm">
      {label}
      <input
        name={name}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        defaultValue={typedText(typed, name)}
        className={`${controlClass} max-w-20`}
      />
    </label>
  );
}
