/** `npm run -s course < problem.json`: the course planner on standard input, each answer with its time. */

import { pathToFileURL } from "node:url";
import { z } from "zod";
import { planCourse } from "../lib/plans/course.ts";
import { courseInput } from "../lib/plans/course-input.ts";
import type { CourseInput } from "../lib/plans/course-input.ts";
import { CourseProblemError } from "../lib/plans/course-problem.ts";
import type { CourseAnswer, CourseProblem } from "../lib/plans/course-problem.ts";
import { answerInput, type Unanswered } from "./answer-input.ts";

const HELP = `Reads one course problem, or an array of them, as JSON on standard input and writes the answer, or an array of
answers in the same order, on standard output. A problem that cannot be planned gets {"error", "message", "track"} in its
place; alone, or when the input is no JSON, it ends with exit code 1.

  npm run -s course < problem.json

A problem: {startDate, days, tracks: [{id, deep, anchor, visits: [{id, minGap, targetGap, maxGap, weight?, keep?}],
slots: [[{start, end, practitioner, cost}]], primary?, fundedUntil?, alternatives?}], restDays?, pairGapMin, pairing,
maxPerDay?, points?, away?, closed?}. Days are day numbers from startDate, times minutes of the local day.

elapsedMs is the planner's own time after warm-up, without reading and writing: the shortest of up to five runs.
`;

type Id = string | number;
type Refusal = Unanswered & { track: string | null };

const WARM_MS = 400;

/** Ids as texts for the planner, and a way back to how they were sent. */
function withTextIds(input: CourseInput): { problem: CourseProblem; restore: (id: string) => Id } {
  const sent = new Map<string, Id>();
  const name = (id: Id): string => {
    const known = sent.get(String(id));
    if (known !== undefined && known !== id)
      throw new CourseProblemError("course_invalid", `the id ${id} is sent both as a text and as a number`);
    sent.set(String(id), id);
    return String(id);
  };
  const slots = (days: CourseInput["tracks"][number]["slots"]) =>
    days.map((day) => day.map((slot) => ({ ...slot, practitioner: name(slot.practitioner) })));
  const tracks = input.tracks.map((track) => ({
    ...track,
    id: name(track.id),
    primary: track.primary === undefined ? undefined : name(track.primary),
    slots: slots(track.slots),
    alternatives: track.alternatives?.map((one) => ({ ...one, value: String(one.value), slots: slots(one.slots) })),
    visits: track.visits.map((visit) => ({
      ...visit,
      id: name(visit.id),
      keep: visit.keep && { ...visit.keep, practitioner: name(visit.keep.practitioner) },
    })),
  }));
  const points = Object.fromEntries(Object.entries(input.points ?? {}).filter(([, value]) => value !== undefined));
  return { problem: { ...input, tracks, points }, restore: (id) => sent.get(id) ?? id };
}

function withSentIds(answer: CourseAnswer, restore: (id: string) => Id) {
  return {
    ...answer,
    placements: answer.placements.map((at) => ({
      ...at,
      track: restore(at.track),
      visit: restore(at.visit),
      practitioner: at.practitioner === null ? null : restore(at.practitioner),
    })),
    primaries: Object.fromEntries(Object.entries(answer.primaries).map(([track, who]) => [track, restore(who)])),
    open: answer.open.map((one) => ({
      ...one,
      track: restore(one.track),
      visit: restore(one.visit),
      reason: {
        ...one.reason,
        relaxations: one.reason.relaxations.map((way) => ({ ...way, practitioner: restore(way.practitioner) })),
      },
    })),
  };
}

function refusal(error: unknown): Refusal {
  if (error instanceof CourseProblemError) return { error: error.code, message: error.message, track: error.track };
  throw error;
}

function read(value: unknown): ReturnType<typeof withTextIds> | Refusal {
  const parsed = courseInput.safeParse(value);
  if (!parsed.success) return { error: "course_invalid", message: z.prettifyError(parsed.error), track: null };
  try {
    return withTextIds(parsed.data);
  } catch (error) {
    return refusal(error);
  }
}

/** Answers every problem in order; the problems themselves warm the engine up. */
export function answerProblems(values: readonly unknown[]): unknown[] {
  const problems = values.map(read);
  const warmUntil = performance.now() + WARM_MS;
  for (let round = 0; round < 50 && performance.now() < warmUntil; round++) {
    for (const one of problems) {
      if ("error" in one || performance.now() > warmUntil) continue;
      try {
        planCourse(one.problem);
      } catch (error) {
        refusal(error);
      }
    }
  }
  return problems.map((one) => {
    if ("error" in one) return one;
    try {
      const times: number[] = [];
      let answer: CourseAnswer | null = null;
      while (!answer || (times.length < 5 && times[0]! < 500)) {
        const start = performance.now();
        answer = planCourse(one.problem);
        times.push(performance.now() - start);
      }
      const elapsedMs = Math.round(Math.min(...times) * 1000) / 1000;
      return { ...withSentIds(answer, one.restore), elapsedMs };
    } catch (error) {
      return refusal(error);
    }
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await answerInput(HELP, (value) =>
    Array.isArray(value) ? answerProblems(value) : answerProblems([value])[0],
  );
}
