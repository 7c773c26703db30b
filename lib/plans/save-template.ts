// Changes a plan template by a new version, or makes one of its own out of it. Plans that were drafted keep the version they came from.
import { addTemplates } from "../../db/queries/setup.ts";
import { templateVersions } from "../../db/queries/templates.ts";
import { troubleOf } from "../../db/errors.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import type { LocalDate } from "../time/dates.ts";
import { parsePlan } from "./parse-plan.ts";
import { templateInput, type TemplateInput } from "./template-input.ts";

export type TemplateVersion = {
  templateId: string;
  code: string;
  version: number;
  name: string;
  effectiveFrom: LocalDate;
  body: PlanTemplate;
};

const viewOf = (row: Awaited<ReturnType<typeof templateVersions>>[number]): TemplateVersion => ({
  templateId: row.id,
  code: row.code,
  version: row.version,
  name: row.name,
  effectiveFrom: row.effectiveFrom,
  body: row.body as unknown as PlanTemplate,
});

const meanwhile = () =>
  new Refusal("already_done", "Somebody saved another version meanwhile. Open the page again and look at it.");

const numberOf = (code: string): number => Number(code.slice(1));

/** Every template with all its versions, the latest first. */
export async function listVersions(ctx: Ctx): Promise<TemplateVersion[][]> {
  mustMay(ctx, "edit_templates");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => templateVersions(tx, clinicId));
  const byCode = Map.groupBy(rows.map(viewOf), ({ code }) => code);
  return [...byCode.values()].toSorted(([a], [b]) => numberOf(a!.code) - numberOf(b!.code));
}

/**
 * In force at once for plans drafted from now on. Refuses with `invalid`, field by field, with `not_found`, and with `already_done` when
 * somebody else saved a version meanwhile.
 */
export async function saveTemplate(
  ctx: Ctx,
  input: TemplateInput & { version: number },
): Promise<{ code: string; version: number }> {
  mustMay(ctx, "edit_templates");
  const { code, asNew, name, tracks, ...rest } = parsePlan(templateInput, input);
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const rows = (await templateVersions(tx, clinicId)).map(viewOf);
    const before = rows.find((row) => row.code === code);
    if (!before) throw notFound("template");
    if (before.version !== input.version) throw meanwhile();
    if (tracks.length !== before.body.tracks.length) throw new Refusal("invalid", "Its disciplines stay as they are.");
    const longest = Math.max(...tracks.map(({ phases }) => phases.reduce((sum, { visits }) => sum + visits, 0)));
    const late = rest.reassess.find(({ kind, at }) => kind === "visit" && at > longest * tracks.length);
    if (late) {
      const message = `There is no visit ${late.at}: the plan has fewer.`;
      throw new Refusal("invalid", message, { fields: [{ field: "reassess", message }] });
    }
    const saved = asNew ? `T${Math.max(...rows.map((row) => numberOf(row.code))) + 1}` : code;
    const version = asNew ? 1 : before.version + 1;
    const { timeZone } = await loadClinic(t);
    const body = {
      ...before.body,
      ...rest,
      code: saved,
      name,
      tracks: tracks.map(({ phases }, at) => ({
        disciplines: before.body.tracks[at]!.disciplines,
        phases: phases.map(({ cap, ...phase }) => ({ ...phase, ...(cap ? { cap } : {}) })),
      })),
    };
    await addTemplates(tx, [
      {
        clinicId,
        id: newId(),
        code: saved,
        version,
        name,
        body,
        effectiveFrom: dateIn(now, timeZone),
      },
    ]).catch((error: unknown) => {
      throw troubleOf(error) === "duplicate" ? meanwhile() : error;
    });
    await record(t, [
      { deed: "template.saved", subjectKind: "clinic", subjectId: clinicId, detail: { template: saved, version } },
    ]);
    return { code: saved, version };
  });
}
