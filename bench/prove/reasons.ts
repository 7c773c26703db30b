// The claim that no open visit is left without a reason and a way out.
import { planCourse } from "../../lib/plans/course.ts";
import { findRelaxationFaults, isAnyWayOut, scarceCourse } from "../../tests/support/scarce-course.ts";
import type { ClaimOptions, ClaimResult } from "./claim.ts";

export const claim = {
  name: "reasons",
  about:
    "1,000 over-constrained courses: every open visit has a reason the checker confirms and a relaxation that really places it, wherever a single one can",
  async run({ quick, log }: ClaimOptions): Promise<ClaimResult> {
    const courses = quick ? 100 : 1_000;
    const kinds = new Map<string, number>();
    const ways = new Map<string, number>();
    let open = 0;
    let withoutWay = 0;
    let overlooked = 0;
    let faulty = 0;
    for (let seed = 0; seed < courses; seed++) {
      const problem = scarceCourse(seed);
      const answer = planCourse(problem);
      const faults = findRelaxationFaults(problem, answer);
      if (faults.length > 0 || !answer.optimal) {
        faulty++;
        log(`course ${seed}: ${faults.join("; ")}`);
      }
      for (const one of answer.open) {
        const { reason, visit, track } = one;
        open++;
        kinds.set(reason.kind, (kinds.get(reason.kind) ?? 0) + 1);
        for (const way of reason.relaxations) ways.set(way.kind, (ways.get(way.kind) ?? 0) + 1);
        if (reason.relaxations.length > 0) continue;
        withoutWay++;
        if (isAnyWayOut(problem, answer, one)) overlooked++;
        log(`course ${seed}: nothing places ${track}/${visit} without costing another visit its place`);
      }
    }
    log(`${courses} courses with ${open} open visits`);
    return {
      ok: faulty === 0 && overlooked === 0,
      courses,
      openVisits: open,
      faulty,
      placedByARelaxation: open - withoutWay,
      noSingleRelaxationExists: withoutWay - overlooked,
      overlooked,
      reasons: Object.fromEntries(kinds),
      relaxations: Object.fromEntries(ways),
    };
  },
};
