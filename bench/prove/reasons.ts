// The claim that no open visit is left without a reason and a way out, and that none is open needlessly.
import { planCourse } from "../../lib/plans/course.ts";
import { findReasonFaults, findSmallerWays, leastOpen } from "../../tests/support/judged-course.ts";
import { scarceCourse } from "../../tests/support/scarce-course.ts";
import type { ClaimOptions, ClaimResult } from "./claim.ts";

export const claim = {
  name: "reasons",
  about:
    "1,000 over-constrained courses: no plan leaves fewer visits open; every open one has a reason the checker confirms and a relaxation that really places it and costs no other its place, or HiGHS proves that nothing in the calendar can",
  async run({ quick, log }: ClaimOptions): Promise<ClaimResult> {
    const courses = quick ? 100 : 1_000;
    const kinds = new Map<string, number>();
    const ways = new Map<string, number>();
    const count = (of: Map<string, number>, name: string): void => void of.set(name, (of.get(name) ?? 0) + 1);
    const faults: string[] = [];
    const placed = { bySingle: 0, byTwo: 0, byMore: 0 };
    const impossible = { placedByNewHours: 0, byNothing: 0 };
    let open = 0;
    let deadEnds = 0;
    for (let seed = 0; seed < courses; seed++) {
      const problem = scarceCourse(seed);
      const answer = planCourse(problem);
      const found = findReasonFaults(problem, answer);
      if (!answer.optimal) found.push("the least cost is not proven");
      const least = leastOpen(problem);
      if (least !== answer.open.length) {
        deadEnds++;
        found.push(`${answer.open.length} visits left open where ${least} is enough`);
      }
      for (const one of answer.open) {
        const { kind, relaxations, needed } = one.reason;
        open++;
        count(kinds, kind);
        found.push(...(await findSmallerWays(problem, answer, one)));
        for (const way of relaxations) count(ways, [way, ...(way.also ?? [])].map((part) => part.kind).join(" and "));
        const things = 1 + (relaxations[0]?.also?.length ?? 0);
        if (relaxations.length > 0) placed[things === 1 ? "bySingle" : things === 2 ? "byTwo" : "byMore"]++;
        else if (needed === undefined) found.push(`${one.track}/${one.visit}: neither a way out nor a proof`);
        else impossible[needed ? "placedByNewHours" : "byNothing"]++;
      }
      for (const fault of found) {
        faults.push(fault);
        log(`course ${seed}: ${fault}`);
      }
    }
    log(`${courses} courses with ${open} open visits`);
    return {
      ok: faults.length === 0,
      courses,
      openVisits: open,
      faults: faults.length,
      deadEnds,
      placedByRelaxation: placed,
      nothingInTheCalendarPlaces: impossible,
      reasons: Object.fromEntries(kinds),
      relaxations: Object.fromEntries(ways),
    };
  },
};
