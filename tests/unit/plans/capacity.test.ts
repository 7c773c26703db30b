// How much of a course fits one practitioner and the team: against the planner asked directly, and in words.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityOf } from "../../../lib/plans/capacity.ts";
import { sayCapacity, sayRhythm } from "../../../lib/plans/capacity-words.ts";
import { answerOf, placementOf } from "../../../lib/plans/course-answer.ts";
import { pendingOf, problemOf, type CourseSetting } from "../../../lib/plans/course-of-plan.ts";
import type { Opening } from "../../../lib/plans/course-openings.ts";
import { planCourse } from "../../../lib/plans/course.ts";
import { preferencesOf } from "../../../lib/plans/parse-plan.ts";
import type { CourseState, CourseTrackState } from "../../../lib/plans/plan-state.ts";

const team = ["ana", "bo", "cy"];

type Phase = { visits: number; minGap: number; targetGap: number; maxGap: number };
type Line = {
  named: number | null;
  deep: boolean;
  phases: Phase[];
  openings: [day: number, hour: number, who: number][];
};
type Asked = { lines: Line[]; days: number; preferences: object };

/** A course on paper over a calendar of openings, day 0 a Tuesday. */
function settingFor({ lines, days, preferences }: Asked): CourseSetting {
  const tracks = lines.map(({ named, deep, phases }, index): CourseTrackState => {
    const trackId = `track ${index}`;
    const laid = phases.map((phase, at) => ({
      ...phase,
      phaseId: `${trackId} phase ${at}`,
      name: "intensive",
      minutes: 60,
      serviceId: `service ${index}`,
      serviceName: "Visit",
    }));
    const each = laid.flatMap((phase) => Array.from({ length: phase.visits }, () => phase));
    return {
      trackId,
      disciplineId: trackId,
      disciplineCode: trackId,
      disciplineName: trackId,
      letter: "T",
      hue: 1,
      profession: "rmt",
      deep,
      primaryPractitionerId: named === null ? null : team[named]!,
      phases: laid,
      visits: each.map((phase, at) => ({
        row: { id: `${trackId} visit ${at}`, number: at + 1, targetOn: "2026-12-01" },
        phase,
        appointment: null,
        state: "open",
        day: null,
      })),
    };
  });
  const state: CourseState = {
    plan: {
      id: "plan",
      startOn: "2026-12-01",
      reassess: [],
      techniques: [],
      currency: "CAD",
      depositMinor: 0,
      reflowPolicy: "keep_cadence",
      activatedAt: null,
    },
    clinic: {
      id: "clinic",
      slug: "harbour",
      name: "Harbour",
      timeZone: "America/Vancouver",
      currency: "CAD",
      locale: "en-CA",
      region: "CA-BC",
      phone: "",
      email: "",
      about: "",
    },
    preferences: preferencesOf(preferences),
    names: new Map(team.map((id) => [id, id])),
    facts: [],
    tracks,
  };
  const frame = { startDate: "2026-12-01", days };
  const openings = lines.map(({ openings: all }, index): [string, Opening[]] => [
    `track ${index}`,
    all
      .map(([day, hour, who]) => ({ day, start: hour * 60, end: hour * 60 + 60, practitionerId: team[who]!, at: 0 }))
      .toSorted((a, b) => a.day - b.day || a.start - b.start || (a.practitionerId < b.practitionerId ? -1 : 1)),
  ]);
  return {
    state,
    frame,
    pending: tracks.map((track) => pendingOf(track, state, frame, new Date("2026-11-24T15:00:00Z"))),
    openings: new Map(openings),
    preferences: state.preferences,
    keeps: [],
    chosen: false,
    fundedUntil: new Map(),
    closed: [],
  };
}

const phase = fc
  .record({
    visits: fc.integer({ min: 1, max: 4 }),
    minGap: fc.integer({ min: 1, max: 4 }),
    more: fc.nat(2),
    slack: fc.nat(2),
  })
  .map(({ visits, minGap, more, slack }) => ({
    visits,
    minGap,
    targetGap: minGap + more,
    maxGap: minGap + more + slack,
  }));

const line = fc.record({
  named: fc.option(fc.integer({ min: 0, max: 2 })),
  deep: fc.boolean(),
  phases: fc.array(phase, { minLength: 1, maxLength: 2 }),
  openings: fc.uniqueArray(fc.tuple(fc.nat(24), fc.integer({ min: 8, max: 18 }), fc.nat(2)), { maxLength: 14 }),
});

const asked = (most: number) =>
  fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: most }),
    days: fc.integer({ min: 20, max: 80 }),
    preferences: fc.record({
      practitioner: fc.constantFrom("same", "prefer_same", "any"),
      sameDay: fc.constantFrom("together", "apart", "either"),
      weekdays: fc.constantFrom([], [2, 4]),
      onlyThese: fc.boolean(),
      notBefore: fc.constantFrom(null, 600),
      notAfter: fc.constantFrom(null, 960),
    }),
  });

const placedBy = (setting: CourseSetting): number =>
  planCourse(problemOf(setting, false), { explain: false }).placements.filter(({ start }) => start !== null).length;

/** The same course with nobody else in the house. */
const only = (setting: CourseSetting, who: string): CourseSetting => ({
  ...setting,
  preferences: { ...setting.preferences, practitioner: "any" },
  openings: new Map(
    [...setting.openings].map(([track, all]) => [track, all.filter(({ practitionerId }) => practitionerId === who)]),
  ),
});

describe("how much fits", () => {
  test("is never less with the team than with one, and never more than is asked for", () => {
    fc.assert(
      fc.property(asked(2), (question) => {
        const capacity = capacityOf(settingFor(question));
        expect(capacity.alone).toBeLessThanOrEqual(capacity.team);
        expect(capacity.team).toBeLessThanOrEqual(capacity.visits);
        const sum = (of: "visits" | "alone" | "team") => capacity.tracks.reduce((total, track) => total + track[of], 0);
        expect([sum("visits"), sum("alone"), sum("team")]).toEqual([capacity.visits, capacity.alone, capacity.team]);
      }),
      { numRuns: 200 },
    );
  });

  test("is what the planner places when only one is there, and when all are", () => {
    fc.assert(
      fc.property(asked(1), (question) => {
        const setting = settingFor(question);
        const { alone, team: together } = capacityOf(setting);
        const { named } = question.lines[0]!;
        const each = team.map((who) => placedBy(only(setting, who)));
        expect(alone).toBe(named === null ? Math.max(...each) : each[named]);
        const anybody = { ...setting, preferences: { ...setting.preferences, practitioner: "any" as const } };
        expect(together).toBe(placedBy(anybody));
      }),
      { numRuns: 200 },
    );
  });

  test("counts visits behind the booking horizon as asked for", () => {
    const phases = [{ visits: 4, minGap: 6, targetGap: 7, maxGap: 8 }];
    const openings = [0, 7, 14, 21].map((day): [number, number, number] => [day, 10, 0]);
    const capacity = capacityOf(
      settingFor({ lines: [{ named: 0, deep: true, phases, openings }], days: 24, preferences: {} }),
    );
    expect(capacity.tracks[0]).toMatchObject({ visits: 4, beyond: 2, alone: 2, team: 2 });
  });
});

describe("always the same practitioner", () => {
  test("never gives a visit to anybody else, whether somebody is named or not", () => {
    fc.assert(
      fc.property(asked(2), (question) => {
        const preferences = { ...question.preferences, practitioner: "same" };
        const { placements } = placementOf(settingFor({ ...question, preferences }));
        question.lines.forEach(({ named }, index) => {
          const seen = new Set(
            placements.flatMap(({ track, practitioner }) => (track === `track ${index}` ? (practitioner ?? []) : [])),
          );
          expect(seen.size).toBeLessThanOrEqual(1);
          expect([...seen].every((who) => named === null || who === team[named])).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });

  test("costs what the cheapest choice of one a discipline costs", () => {
    fc.assert(
      fc.property(asked(2), (question) => {
        const preferences = { ...question.preferences, practitioner: "same" };
        const costs = (named: number[]): number => {
          const at = named.length;
          if (at === question.lines.length) {
            const lines = question.lines.map((one, index) => ({ ...one, named: named[index]! }));
            return placementOf(settingFor({ ...question, lines, preferences })).cost;
          }
          const choices = question.lines[at]!.named === null ? [0, 1, 2] : [question.lines[at]!.named];
          return Math.min(...choices.map((who) => costs([...named, who])));
        };
        expect(placementOf(settingFor({ ...question, preferences })).cost).toBe(costs([]));
      }),
      { numRuns: 100 },
    );
  });

  test("of several who could, the one with most room is taken, and a visit nobody else may have is left open", () => {
    const phases = [{ visits: 3, minGap: 7, targetGap: 7, maxGap: 7 }];
    const openings: [number, number, number][] = [
      [0, 10, 0],
      [7, 10, 1],
      [14, 10, 0],
    ];
    const lines = [{ named: null, deep: false, phases, openings }];
    const course = (practitioner: string) => answerOf(settingFor({ lines, days: 40, preferences: { practitioner } }));
    expect(course("prefer_same").placements.map(({ practitioner }) => practitioner)).toEqual(["ana", "bo", "ana"]);
    const same = course("same");
    expect(same.placements.map(({ practitioner }) => practitioner)).toEqual(["ana", null, "ana"]);
    expect(same.parts.continuity).toBe(0);
    expect(same.open.map(({ reason }) => reason.kind)).toEqual(["only-with-others"]);
  });
});

describe("in words", () => {
  const one = { trackId: "t", visits: 12, beyond: 0, practitionerId: "ana", alone: 11, team: 12 };

  test("a rhythm is said as people say it", () => {
    expect(sayRhythm([{ visits: 12, targetGap: 2 }])).toBe("3 a week for 4 weeks");
    expect(
      sayRhythm([
        { visits: 6, targetGap: 4 },
        { visits: 5, targetGap: 7 },
        { visits: 2, targetGap: 14 },
      ]),
    ).toBe("2 a week for 3 weeks, then 1 a week for 5 weeks, then 2 visits, every 2 weeks");
    expect(
      sayRhythm([
        { visits: 7, targetGap: 3 },
        { visits: 1, targetGap: 28 },
      ]),
    ).toBe("7 visits, 2 a week, then 1 visit");
    expect(
      sayRhythm([
        { visits: 3, targetGap: 10 },
        { visits: 0, targetGap: 7 },
      ]),
    ).toBe("3 visits, every 10 days");
  });

  test("the line says who it fits with, and what the team adds", () => {
    expect(sayCapacity(one, "Priya", true)).toBe("11 of 12 fit with Priya, all 12 with the team.");
    expect(sayCapacity({ ...one, alone: 12 }, "Priya", true)).toBe("All 12 fit with Priya.");
    expect(sayCapacity({ ...one, alone: 9, team: 11 }, "Priya", true)).toBe(
      "9 of 12 fit with Priya, 11 with the team.",
    );
    expect(sayCapacity({ ...one, team: 11 }, "Priya", true)).toBe("11 of 12 fit with Priya, no more with the team.");
    expect(sayCapacity({ ...one, alone: 9, team: 11 }, "Priya", false)).toBe(
      "At least 9 of 12 fit with Priya, at least 11 with the team.",
    );
    expect(sayCapacity({ ...one, alone: 10, team: 10, beyond: 2 }, "Priya", true)).toBe(
      "10 of 12 fit with Priya, no more with the team. 2 of them lie behind the last day that can be booked.",
    );
    expect(sayCapacity({ ...one, alone: 0, team: 0 }, null, true)).toBe("None of 12 visits fits.");
    expect(sayCapacity({ ...one, visits: 0, alone: 0, team: 0 }, null, true)).toBe("No visits are asked for.");
  });
});
