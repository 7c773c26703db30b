// In which order a freed time is offered: first to those furthest behind their plan, then by when they asked.
type Waiting = { wishId: string; askedAt: Date; behindDays: number };

export const inOrder = <One extends Waiting>(waiting: readonly One[]): One[] =>
  waiting.toSorted(
    (a, b) =>
      b.behindDays - a.behindDays ||
      a.askedAt.getTime() - b.askedAt.getTime() ||
      (a.wishId < b.wishId ? -1 : a.wishId > b.wishId ? 1 : 0),
  );
