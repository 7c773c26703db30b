import { expect, test } from "vitest";
import { shapeOf } from "../../../components/charting/body-shapes.ts";
import { bodyRegions, isPlace, placeName, placesOf } from "../../../lib/charting/body-regions.ts";
import { muscles } from "../../../lib/charting/muscles.ts";
import { sessionInput } from "../../../lib/charting/session-input.ts";
import { focusPresets, movements, noteText, type SessionNote } from "../../../lib/charting/session-note.ts";

const empty: SessionNote = {
  subjective: "",
  objective: "",
  assessment: "",
  plan: "",
  techniques: [],
  findings: [],
  motions: [],
  tolerance: null,
};

test("a note reads by itself, part by part, without what is empty", () => {
  expect(
    noteText({
      ...empty,
      subjective: "Headache since Monday.",
      findings: [
        { place: "temple:left", kind: "referred", familiar: true, pain: 6 },
        { place: "low_spine", kind: "local", familiar: false, pain: null },
      ],
      motions: [{ movement: "neck_rotation_left", before: 55, after: 70 }],
      techniques: [
        { technique: "trigger_point_pressure", muscle: "upper_trapezius", side: "left", pressure: 3, minutes: 8 },
        { technique: "breathing", muscle: "", side: "middle", pressure: null, minutes: null },
      ],
      tolerance: "some_soreness",
      plan: "Again in three days.",
    }),
  ).toBe(
    [
      "Subjective: Headache since Monday.",
      "Found\n– Temple, left, referred, pain 6 of 10, the familiar pain\n– Low spine, local",
      "Movement, before → after\n– Neck, turning left: 55 → 70",
      "Done\n– Trigger point pressure, upper trapezius, left, pressure 3 of 5, 8 min\n– Breathing",
      "Response: Some soreness",
      "Plan: Again in three days.",
    ].join("\n\n"),
  );
});

test("a note says something, with places, sides and numbers that there are", () => {
  const wrong = (note: object) => sessionInput.safeParse({ ...empty, ...note }).error?.issues[0]?.path.join(".");
  expect(wrong({})).toBe("subjective");
  expect(wrong({ findings: [{ place: "temple", kind: "local", familiar: false, pain: null }] })).toBe(
    "findings.0.place",
  );
  expect(wrong({ findings: [{ place: "temple:left", kind: "local", familiar: false, pain: 11 }] })).toBe(
    "findings.0.pain",
  );
  const line = { technique: "myofascial", muscle: "masseter", side: "left", pressure: null, minutes: Number.NaN };
  expect(wrong({ techniques: [line] })).toBe("techniques.0.minutes");
  expect(wrong({ techniques: [{ ...line, minutes: null, technique: "reiki" }] })).toBe("techniques.0.technique");
  expect(wrong({ techniques: [{ ...line, minutes: 5 }] })).toBeUndefined();
});

test("every part of the body lies on the figure, its left on the left of the person", () => {
  const all = bodyRegions.flatMap((region) => placesOf(region).map((place) => ({ region, place })));
  const drawn = all.map(({ region, place }) => ({ region, place, shape: shapeOf(place, region.view) }));
  expect(all.filter(({ place }) => !isPlace(place))).toEqual([]);
  expect(drawn.filter(({ shape }) => shape === null)).toEqual([]);
  // Seen from the front the person's left is on the right of the picture; from behind on its left.
  const wrong = drawn.filter(
    ({ region, place, shape }) =>
      region.sided && shape!.cx < 100 !== ((region.view === "front") !== place.endsWith(":left")),
  );
  expect(wrong).toEqual([]);
  expect(placeName("temple:left")).toBe("Temple, left");
  expect(isPlace("vertex:left")).toBe(false);
});

test("muscles refer to parts that there are, and presets name muscles and movements that there are", () => {
  const regions = new Set(bodyRegions.map(({ code }) => code));
  expect(muscles.flatMap(({ refersTo }) => refersTo).filter((code) => !regions.has(code))).toEqual([]);
  const known = new Set(muscles.map(({ code }) => code));
  for (const preset of focusPresets) {
    expect(preset.muscles.filter((code) => !known.has(code))).toEqual([]);
    expect(preset.movements.filter((code) => !(code in movements))).toEqual([]);
  }
});
