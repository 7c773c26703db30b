"use server";
// Finding people by what was typed about them. Posted, so that no name stands in an address, a history or a log.
import type { FoundLine } from "@/components/desk/find-people";
import { findComing } from "@/lib/messages/find-coming";
import { findPatients, mostFound } from "@/lib/patients/find-patients";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { text } from "./typed";

const found = (query: string, lines: FoundLine[], more: boolean): FormState => ({
  ok: true,
  facts: { query, lines, more },
});

export async function findPatientsAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const query = text(values, "q").slice(0, 120);
    const people = await findPatients(ctx, { query });
    const lines = people.map(({ patientId, name, birthDate, mobile, email }) => ({
      id: patientId,
      title: name,
      detail: [birthDate ? `born ${birthDate}` : null, mobile, email].filter(Boolean).join(", "),
    }));
    return found(query, lines, lines.length === mostFound);
  });
}

/** The visits to come of whoever is found, by their chains. */
export async function findComingAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const query = text(values, "q").slice(0, 120);
    const visits = await findComing(ctx, { query });
    const lines = visits.map(({ chainId, name, birthDate, start, serviceName, practitionerName, waits }) => ({
      id: chainId,
      title: birthDate ? `${name}, born ${birthDate}` : name,
      detail: `${sayShortDay(start, clinic.timeZone, clinic.locale)}, ${sayTime(start, clinic.timeZone, clinic.locale)}, ${serviceName} with ${practitionerName}`,
      note: waits ? "on the list" : undefined,
    }));
    return found(query, lines, false);
  });
}
