// The rows of a clinic before they are written, table by table in the order in which they may be.
import {
  clinics,
  users,
  userClinics,
  locations,
  resources,
  suppliers,
  practitioners,
  members,
  licences,
  disciplines,
  services,
  serviceNeeds,
  servicePrices,
  practitionerServices,
  weeklyHours,
  hourOverrides,
  closures,
  timeOff,
  policies,
  privacyNotices,
  retentionRules,
  taxRates,
  payerRules,
  scopeRules,
  calendarVersions,
  planTemplates,
  patients,
  episodes,
  screens,
  screenReviews,
  callTasks,
  assessments,
  scores,
  plans,
  planFacts,
  tracks,
  phases,
  visits,
  consents,
  appointments,
  appointmentResources,
  appointmentFacts,
  notes,
  charges,
  payments,
  paymentAllocations,
  ledgerEntries,
  receipts,
  counters,
  outbox,
  audit,
  auditHeads,
} from "../../db/schema/index.ts";
import { addRows } from "../../db/queries/seed.ts";
import type { Tx } from "../../db/client.ts";

const tables = {
  clinics,
  users,
  userClinics,
  locations,
  resources,
  suppliers,
  practitioners,
  members,
  licences,
  disciplines,
  services,
  serviceNeeds,
  servicePrices,
  practitionerServices,
  weeklyHours,
  hourOverrides,
  closures,
  timeOff,
  policies,
  privacyNotices,
  retentionRules,
  taxRates,
  payerRules,
  scopeRules,
  calendarVersions,
  planTemplates,
  patients,
  episodes,
  screens,
  screenReviews,
  callTasks,
  assessments,
  scores,
  plans,
  planFacts,
  tracks,
  phases,
  visits,
  consents,
  appointments,
  appointmentResources,
  appointmentFacts,
  notes,
  charges,
  payments,
  paymentAllocations,
  ledgerEntries,
  receipts,
  counters,
  outbox,
  audit,
  auditHeads,
};

type Table = keyof typeof tables;

const order = Object.keys(tables) as Table[];

type Insert<K extends Table> = (typeof tables)[K]["$inferInsert"];

export type Rows = { [K in Table]: Insert<K>[] };

export const noRows = (): Rows => Object.fromEntries(order.map((table) => [table, []])) as unknown as Rows;

export const countRows = (rows: Rows): number => order.reduce((sum, table) => sum + rows[table].length, 0);

/** Writes everything in the running transaction, which must have entered the clinic. */
export async function writeRows(tx: Tx, rows: Rows): Promise<void> {
  for (const table of order) await addRows(tx, tables[table], rows[table]);
}
