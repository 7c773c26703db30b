// Today's figures from the summaries: the same answers as from the facts, without reading them.
import { figureSums, openPlans, phaseSums } from "../../db/queries/figures.ts";
import type { TxCtx } from "../context/context.ts";
import { countNames, type Counts, type Narrowing } from "../figures/count-figures.ts";
import { keyOf, type Scope } from "../figures/plan-steps.ts";
import type { LocalDate } from "../time/dates.ts";
import type { PhaseLine } from "./insights-views.ts";
import type { OwnerGround } from "./owner-ground.ts";
import { inOrderOfCare, sayPhase, sharesOf } from "./owner-figures.ts";

type Level = Map<string, { scope: Scope; counts: Counts }>;

const none = (): Counts => Object.fromEntries(countNames.map((name) => [name, 0])) as Counts;

function addTo(level: Level, scope: Scope, more: Record<string, number>): void {
  const key = keyOf(scope);
  let sum = level.get(key);
  if (!sum) level.set(key, (sum = { scope, counts: none() }));
  for (const name of countNames) sum.counts[name] += more[name]!;
}

const scopeOf = ({ disciplineId, practitionerId }: Narrowing): Scope => [
  disciplineId ?? null,
  practitionerId ?? null,
  null,
];

function phasesOf(rows: Awaited<ReturnType<typeof phaseSums>>, only: Narrowing): PhaseLine[] {
  const lines = new Map<string, PhaseLine>();
  for (const { disciplineId, practitionerId, phase, due, attended } of rows) {
    if (due === 0) continue;
    if (only.disciplineId !== undefined && only.disciplineId !== disciplineId) continue;
    if (only.practitionerId !== undefined && only.practitionerId !== practitionerId) continue;
    const line = lines.get(phase) ?? { phase, name: sayPhase(phase), planned: 0, attended: 0 };
    line.planned += due;
    line.attended += attended;
    lines.set(phase, line);
  }
  return inOrderOfCare([...lines.values()]);
}

/** `compare` has to lie in the days that are kept. */
export async function groundOfSummaries(
  { tx, clinicId }: TxCtx,
  day: LocalDate,
  compare: LocalDate,
  only: Narrowing,
  most: number,
): Promise<OwnerGround> {
  const [now, earlier]: [Level, Level] = [new Map(), new Map()];
  const [rows, phases, open] = await Promise.all([
    figureSums(tx, clinicId, day, compare, only),
    phaseSums(tx, clinicId, day),
    openPlans(tx, clinicId, day, only, most),
  ]);
  for (const row of rows) {
    const scope = [row.disciplineId, row.practitionerId, null] as const;
    addTo(now, scope, row);
    if (row.before) addTo(earlier, scope, row);
  }
  const countsOf = (level: Level, narrowing: Narrowing) => level.get(keyOf(scopeOf(narrowing)))?.counts ?? none();
  const all = countsOf(now, only);
  return {
    figuresOf: (narrowing) => sharesOf(countsOf(now, narrowing)),
    beforeOf: (narrowing) => sharesOf(countsOf(earlier, narrowing)),
    phases: phasesOf(phases, only),
    working: new Set(
      [...now.values()].flatMap(({ scope: [discipline, practitioner], counts }) =>
        discipline === null && practitioner !== null && counts.visits > 0 ? practitioner : [],
      ),
    ),
    activePlans: all.active,
    allVisitsHad: all.allHad,
    unbooked: {
      ...open,
      lines: open.lines.map(({ leftOf, ...line }) => ({ ...line, disciplineIds: leftOf.map(({ d }) => d) })),
    },
  };
}
