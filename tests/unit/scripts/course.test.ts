// The course command: what it answers for sound, unsound and foreign problems.
import { describe, expect, it } from "vitest";
import { answerProblems } from "../../../scripts/course.ts";
import { calendar, course, hour, track, visit } from "../../support/small-course.ts";

const sound = course([track("m", [visit("a", 0, 0, 2)], calendar({ 1: [hour(9)] }))]);

describe("answerProblems", () => {
  it("answers in order, each with its time, and puts a refusal in the place of an unsound problem", () => {
    const tooLong = course([track("m", [visit("a", 0, 0, 90)], [])]);
    const [first, second, third] = answerProblems([sound, tooLong, { days: 3 }]);
    expect(first).toMatchObject({ cost: 10, optimal: true, bound: 10, elapsedMs: expect.any(Number) as number });
    expect(second).toMatchObject({ error: "course_too_long", track: "m" });
    expect(third).toMatchObject({ error: "course_invalid", message: expect.stringContaining("tracks") as string });
  });

  it("gives ids back as they were sent, numbers too, and takes null for missing", () => {
    const foreign = {
      ...sound,
      points: null,
      tracks: [
        {
          id: 7,
          deep: false,
          anchor: null,
          primary: null,
          visits: [{ id: 1, minGap: 0, targetGap: 0, maxGap: 2, keep: null }],
          slots: [null, [{ start: 540, end: 600, practitioner: 31, cost: 0 }]],
        },
      ],
    };
    expect(answerProblems([foreign])[0]).toMatchObject({
      placements: [{ track: 7, visit: 1, day: 1, practitioner: 31 }],
      primaries: { 7: 31 },
    });
    const mixed = { ...foreign, tracks: [{ ...foreign.tracks[0], primary: "31" }] };
    expect(answerProblems([mixed])[0]).toMatchObject({ error: "course_invalid" });
  });
});
