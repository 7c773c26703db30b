// The patient's own diary: a day is logged or put right by a row more, and read back as four weeks.
import { addDiaryDay, diaryDaysOf } from "../../db/queries/following.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { diaryDays, diaryOf, type Diary } from "./diary.ts";
import { diaryInput, type DiaryInput } from "./diary-input.ts";
import { parseChart } from "./parse-chart.ts";

/** Refuses with `invalid` for a day to come or more than four weeks ago. */
export async function keepDiaryDay(ctx: Ctx, input: DiaryInput): Promise<void> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  const { onDate, headache, worst, tablets, triggers, sleepHours } = parseChart(diaryInput, input);
  if (patientId === null) throw notFound("patient");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const today = dateIn(now, (await loadClinic(t)).timeZone);
    if (onDate > today || onDate <= addDays(today, -diaryDays))
      throw new Refusal("invalid", "Please look at the day again.", {
        fields: [{ field: "onDate", message: "Enter a day within the last four weeks." }],
      });
    const id = newId();
    await addDiaryDay(tx, {
      clinicId,
      id,
      patientId,
      onDate,
      headache,
      worst: headache ? (worst ?? null) : null,
      tablets,
      triggers: headache ? [...new Set(triggers)] : [],
      sleepHours: sleepHours ?? null,
      at: now,
      actorKind: ctx.actor.kind,
    });
    await record(t, [{ deed: "diary.kept", subjectKind: "diary_day", subjectId: id, patientId }]);
  });
}

export async function ownDiary(ctx: Ctx): Promise<Diary> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    const today = dateIn(t.now, (await loadClinic(t)).timeZone);
    return diaryOf(await diaryDaysOf(t.tx, t.clinicId, patientId, addDays(today, 1 - diaryDays)), today);
  });
}
