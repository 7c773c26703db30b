// Who treats at the clinic: what patients read of them, on whose account they bill, their licences, and when they leave.
import type { z } from "zod";
import { disciplineRows, locationRows, serviceRows } from "../../db/queries/clinics.ts";
import {
  addGivers,
  addLicence as addLicenceRow,
  addPractitioner as addPractitionerRows,
  comingOfPractitioner,
  endLicence as endLicenceRow,
  everyPractitioner,
  ownSupplier,
  updatePractitioner,
} from "../../db/queries/setup.ts";
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { isId, newId } from "../ids.ts";
import { isDate, type LocalDate } from "../time/dates.ts";
import { instantAt } from "../time/zone.ts";
import { loadClinic } from "./load-clinic.ts";
import type { licenceInput, newPractitionerInput, PractitionerChange } from "./setup-input.ts";

/** With a licence, and every service of the discipline. Without hours nobody can book them yet. Refuses with `not_found`. */
export async function addPractitioner(
  ctx: Ctx,
  input: z.output<typeof newPractitionerInput>,
): Promise<{ practitionerId: string }> {
  mustMay(ctx, "set_up_clinic");
  const { disciplineId, bills, college, number, credentials, validFrom, ...shown } = input;
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const [disciplines, services, people, supplier, locations] = await Promise.all([
      disciplineRows(tx, clinicId),
      serviceRows(tx, clinicId, now),
      everyPractitioner(tx, clinicId),
      ownSupplier(tx, clinicId),
      locationRows(tx, clinicId),
    ]);
    const discipline = disciplines.find(({ id }) => id === disciplineId);
    const place = locations[0];
    if (!discipline || !supplier || !place) throw notFound("discipline");
    const practitionerId = newId();
    const own =
      bills === "own" ? { clinicId, id: newId(), name: shown.name, address: place.address, phone: place.phone } : null;
    await addPractitionerRows(tx, {
      supplier: own,
      practitioner: {
        clinicId,
        id: practitionerId,
        supplierId: own?.id ?? supplier.id,
        position: people.length,
        ...shown,
      },
    });
    const profession = discipline.profession as Profession;
    await addLicenceRow(tx, {
      clinicId,
      id: newId(),
      practitionerId,
      profession,
      college,
      number,
      credentials,
      restrictions: [],
      validFrom,
      validUntil: null,
    });
    await addGivers(
      tx,
      services
        .filter((service) => service.disciplineId === disciplineId)
        .map(({ id: serviceId }) => ({ clinicId, id: newId(), practitionerId, serviceId })),
    );
    await calendarChanged(t);
    await record(t, [{ deed: "practitioner.added", subjectKind: "practitioner", subjectId: practitionerId }]);
    return { practitionerId };
  });
}

async function mustWorkHere(t: TxCtx, practitionerId: string): Promise<void> {
  const people = isId(practitionerId) ? await everyPractitioner(t.tx, t.clinicId) : [];
  if (!people.some(({ practitioner }) => practitioner.id === practitionerId)) throw notFound("practitioner");
}

/** Refuses with `not_found`. */
export async function changePractitioner(
  ctx: Ctx,
  input: PractitionerChange & { practitionerId: string },
): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { practitionerId, ...change } = input;
  await inTransaction(ctx, async (t) => {
    await mustWorkHere(t, practitionerId);
    await updatePractitioner(t.tx, t.clinicId, practitionerId, change);
    await calendarChanged(t);
    await record(t, [{ deed: "practitioner.changed", subjectKind: "practitioner", subjectId: practitionerId }]);
  });
}

/**
 * `leftOn` is the first day they are no longer there; null takes the leaving back. Visits booked from then on stay until somebody moves
 * them: how many there are is the answer. Refuses with `not_found`.
 */
export async function setLeaving(
  ctx: Ctx,
  input: { practitionerId: string; leftOn: LocalDate | null },
): Promise<{ coming: number }> {
  mustMay(ctx, "set_up_clinic");
  const { practitionerId, leftOn } = input;
  if (leftOn !== null && !isDate(leftOn)) {
    const message = "Enter the first day they are no longer here.";
    throw new Refusal("invalid", message, { fields: [{ field: "leftOn", message }] });
  }
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    await mustWorkHere(t, practitionerId);
    const { timeZone } = await loadClinic(t);
    await updatePractitioner(tx, clinicId, practitionerId, { leftOn });
    const coming =
      leftOn === null
        ? 0
        : (await comingOfPractitioner(tx, clinicId, practitionerId, instantAt(leftOn, 0, timeZone))).length;
    await calendarChanged(t);
    await record(t, [
      {
        deed: leftOn === null ? "practitioner.stays" : "practitioner.leaves",
        subjectKind: "practitioner",
        subjectId: practitionerId,
        detail: { coming },
      },
    ]);
    return { coming };
  });
}

/** Refuses with `invalid` for one that ends before it begins. */
export async function addLicence(
  ctx: Ctx,
  input: z.output<typeof licenceInput> & { practitionerId: string },
): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { validFrom, validUntil, practitionerId } = input;
  if (validUntil !== null && validUntil < validFrom) {
    const message = "The licence must end after it begins.";
    throw new Refusal("invalid", message, { fields: [{ field: "validUntil", message }] });
  }
  await inTransaction(ctx, async (t) => {
    await mustWorkHere(t, practitionerId);
    const id = newId();
    await addLicenceRow(t.tx, { ...input, clinicId: t.clinicId, id });
    await record(t, [{ deed: "licence.added", subjectKind: "practitioner", subjectId: practitionerId }]);
  });
}

/** Its last day. Refuses with `not_found`. */
export async function endLicence(ctx: Ctx, input: { licenceId: string; validUntil: LocalDate }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { licenceId, validUntil } = input;
  if (!isDate(validUntil)) {
    const message = "Enter the last day of the licence.";
    throw new Refusal("invalid", message, { fields: [{ field: "validUntil", message }] });
  }
  await inTransaction(ctx, async (t) => {
    if (!isId(licenceId) || !(await endLicenceRow(t.tx, t.clinicId, licenceId, validUntil))) throw notFound("licence");
    await record(t, [{ deed: "licence.ended", subjectKind: "licence", subjectId: licenceId }]);
  });
}
