// The phases of a track as somebody wrote them down, without whatever else comes with them.
type PhaseShape<Name> = {
  name: Name;
  visits: number;
  minGap: number;
  targetGap: number;
  maxGap: number;
  minutes: number;
};

export const phaseShapes = <Name extends string>(phases: readonly PhaseShape<Name>[]): PhaseShape<Name>[] =>
  phases.map(({ name, visits, minGap, targetGap, maxGap, minutes }) => ({
    name,
    visits,
    minGap,
    targetGap,
    maxGap,
    minutes,
  }));
