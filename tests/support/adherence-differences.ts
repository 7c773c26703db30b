// Lays the owner's page of a day beside the database's own count of it.
import type postgres from "postgres";
import type { OwnerFigures, OwnerView } from "../../lib/insights/insights-views.ts";
import { adherenceBySql, type CountAsk, type CountedBySql } from "./adherence-by-sql.ts";

/** One line a share that is not what the database counts; the two know the same shares by the same names. */
async function differencesOf(sql: postgres.Sql, figures: OwnerFigures, ask: CountAsk): Promise<string[]> {
  const counted = await adherenceBySql(sql, ask);
  return (Object.keys(figures) as (keyof OwnerFigures & keyof CountedBySql)[]).flatMap((name) => {
    const [n, of] = counted[name];
    const share = figures[name];
    return share.n === n && share.of === of
      ? []
      : `${ask.asOf} ${name}: page ${share.n} of ${share.of}, database ${n} of ${of}`;
  });
}

/** Of everybody, and of each discipline and practitioner that `also` picks. */
export async function adherenceDifferences(
  sql: postgres.Sql,
  view: Pick<OwnerView, "figures">,
  ask: CountAsk,
  also: (index: number) => boolean = () => true,
): Promise<string[]> {
  const { all, byDiscipline, byPractitioner } = view.figures;
  const parts = [
    ...byDiscipline.map(({ id, figures }) => ({ figures, ask: { ...ask, disciplineId: id } })),
    ...byPractitioner.map(({ id, figures }) => ({ figures, ask: { ...ask, practitionerId: id } })),
  ].filter((_, index) => also(index));
  const found: string[] = [];
  for (const part of [{ figures: all, ask }, ...parts])
    found.push(...(await differencesOf(sql, part.figures, part.ask)));
  return found;
}
