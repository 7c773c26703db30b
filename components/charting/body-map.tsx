"use client";
// Where it hurts: a list to tick, with a figure beside it to point at. The list is the field; the figure is its picture.
import { useState } from "react";
import { BodyFigure } from "@/components/charting/body-figure";
import { controlClass } from "@/components/ui/field";
import { bodyRegions, placeName, placesOf, type BodyRegion } from "@/lib/charting/body-regions";

/** As typed before, by the names of the form. */
export type TypedBefore = Readonly<Record<string, string | string[]>>;

export const typedText = (typed: TypedBefore, name: string): string => {
  const value = typed[name];
  return typeof value === "string" ? value : (value?.at(-1) ?? "");
};
const typedList = (typed: TypedBefore, name: string): string[] => {
  const value = typed[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
};

const groups = [...new Set(bodyRegions.map(({ group }) => group))];

type Props = { typed: TypedBefore; refersTo: readonly string[]; changed: () => void };

export function BodyMap({ typed, refersTo, changed }: Props) {
  const [kinds, setKinds] = useState<ReadonlyMap<string, "local" | "referred">>(
    () =>
      new Map(
        typedList(typed, "place").map((place) => [
          place,
          typedText(typed, `kind-${place}`) === "referred" ? "referred" : "local",
        ]),
      ),
  );
  const set = (place: string, kind: "local" | "referred" | null) => {
    setKinds((before) => {
      const after = new Map(before);
      if (kind === null) after.delete(place);
      else after.set(place, kind);
      return after;
    });
    changed();
  };
  const toggle = (place: string) => set(place, kinds.has(place) ? null : "local");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[auto_minmax(0,1fr)]">
      <div className="grid grid-cols-2 gap-4 self-start">
        {[true, false].map((head) =>
          (["front", "back"] as const).map((view) => (
            <BodyFigure
              key={`${view}${head}`}
              view={view}
              head={head}
              marked={kinds}
              refersTo={refersTo}
              press={toggle}
            />
          )),
        )}
      </div>
      <div className="flex flex-col gap-4">
        {kinds.size > 0 ? (
          <ul className="flex flex-col gap-3">
            {[...kinds].map(([place, kind]) => (
              <li key={place}>
                <Details place={place} kind={kind} typed={typed} set={set} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-soft">Nothing is marked. Tick a part below, or point at the figure.</p>
        )}
        {groups.map((group) => (
          <details key={group} className="border-t border-line pt-1">
            <summary className="inline-flex min-h-control items-center text-accent">
              {group}
              {countIn(group, kinds)}
            </summary>
            <ul className="grid gap-x-6 sm:grid-cols-2">
              {bodyRegions
                .filter((region) => region.group === group)
                .map((region) => (
                  <li key={region.code}>
                    <RegionBoxes region={region} kinds={kinds} toggle={toggle} />
                  </li>
                ))}
            </ul>
          </details>
        ))}
      </div>
    </div>
  );
}

/** ", 2 marked" */
function countIn(group: string, kinds: ReadonlyMap<string, string>): string {
  const own = bodyRegions.filter((region) => region.group === group).flatMap(placesOf);
  const count = own.filter((place) => kinds.has(place)).length;
  return count ? `, ${count} marked` : "";
}

type BoxesProps = { region: BodyRegion; kinds: ReadonlyMap<string, string>; toggle: (place: string) => void };

function RegionBoxes({ region, kinds, toggle }: BoxesProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4">
      <legend className="float-start min-w-44 pe-2">{region.name}</legend>
      {placesOf(region).map((place) => (
        <label key={place} className="inline-flex min-h-control items-center gap-2">
          <input type="checkbox" name="place" value={place} checked={kinds.has(place)} onChange={() => toggle(place)} />
          <span className={region.sided ? "" : "sr-only"}>
            {place.endsWith(":left") ? "Left" : place.endsWith(":right") ? "Right" : region.name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type DetailsProps = {
  place: string;
  kind: "local" | "referred";
  typed: TypedBefore;
  set: (place: string, kind: "local" | "referred" | null) => void;
};

function Details({ place, kind, typed, set }: DetailsProps) {
  const name = placeName(place);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 border-s-4 border-accent ps-3">
      <legend className="float-start min-w-44 font-semibold">{name}</legend>
      <label className="inline-flex items-center gap-2">
        <span className="sr-only">{name}: </span>Kind
        <select
          name={`kind-${place}`}
          value={kind}
          onChange={(event) => set(place, event.target.value === "referred" ? "referred" : "local")}
          className={`${controlClass} w-auto!`}
        >
          <option value="local">Local</option>
          <option value="referred">Referred</option>
        </select>
      </label>
      <label className="inline-flex items-center gap-2">
        Pain 0–10
        <input
          name={`pain-${place}`}
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          defaultValue={typedText(typed, `pain-${place}`)}
          className={`${controlClass} max-w-16`}
        />
      </label>
      <label className="inline-flex min-h-control items-center gap-2">
        <input
          type="checkbox"
          name={`familiar-${place}`}
          value="yes"
          defaultChecked={typedText(typed, `familiar-${place}`) === "yes"}
        />
        The familiar pain
      </label>
    </fieldset>
  );
}
