// A patient's record as one page that can be read and printed anywhere, without the product and without a network.
import type { RecordRow } from "../../db/queries/patient-record.ts";
import { html, page, type Html } from "../html-page.ts";
import { formatMoney } from "../money/money.ts";
import { sayDate, sayMoment } from "../time/say.ts";
import type { PatientExport } from "./export-patient.ts";

const headings: Record<string, string> = {
  patients: "About you",
  consents: "What you agreed to",
  guardianships: "Who may act for you",
  episodes: "What brought you in",
  coverages: "Who else pays for your visits",
  payer_referrals: "Referrals that payers ask for",
  screens: "Your health answers",
  screen_reviews: "Clinicians' reviews of your health answers",
  assessments: "Assessments",
  scores: "Scores",
  flares: "Flares you told of",
  diary_days: "Your diary",
  plans: "Treatment plans",
  plan_facts: "What happened with your plans",
  tracks: "Lines of your plans",
  phases: "Phases of your plans",
  visits: "Planned visits",
  visit_terms: "What planned visits stood for before they were planned anew",
  funding_requests: "Letters that asked your payer for more visits",
  funding_approvals: "What your payer approved",
  appointments: "Appointments",
  appointment_facts: "What happened with your appointments",
  notes: "Session notes",
  note_drafts: "Session notes being written",
  check_ins: "How you said you were, around your visits",
  home_tasks: "Tasks for home",
  home_task_days: "Days on which you did a task",
  referrals: "Referrals",
  attachments: "Files in your chart (ask us for a copy of one)",
  call_tasks: "Calls",
  charges: "What was charged",
  charge_reductions: "What was taken off a charge",
  checkouts: "Online payments begun",
  claims: "What payers were asked to pay",
  kept_cards: "Cards kept with Stripe",
  card_charges: "What a kept card was asked to pay",
  instalments: "Instalments of your plans",
  memberships: "Memberships",
  packages: "Packages and months of memberships",
  package_sharers: "Packages of others that may be used",
  package_uses: "Visits of packages that were used",
  payments: "What was paid",
  payment_allocations: "What payments were used for",
  refunds: "Refunds",
  disputes: "Payments disputed with the bank",
  receipts: "Receipts",
  wait_wishes: "Wishes for an earlier time",
  slot_offers: "Earlier times offered to you",
  message_choices: "What you chose about messages",
  purpose_consents: "What you agreed to, and what you took back",
  messages: "Messages sent to you",
  chart_openings: "Your chart opened from outside your care team",
  audit: "Who looked at or changed your record",
};

const label = (column: string): string => {
  const words = column
    .replace(/_minor$/, "")
    .replace(/_id$/, "")
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)$/.test(text);
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Null where there is nothing to read: an empty field, or an id that only the database knows. */
function said(column: string, value: unknown, row: RecordRow, about: PatientExport): Html | string | null {
  const { locale, timeZone } = about.clinic;
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number")
    return column.endsWith("_minor")
      ? formatMoney(value, typeof row["currency"] === "string" ? row["currency"] : "CAD", locale)
      : String(value);
  if (typeof value === "string") {
    if (isInstant(value)) return sayMoment(new Date(value), timeZone, locale);
    if (isDay(value)) return sayDate(value, locale);
    if (isId(value)) return about.names[value] ?? null;
    return html`<pre>${value}</pre>`;
  }
  if (Array.isArray(value)) {
    const parts = value.map((one) => said(column, one, row, about)).filter((part) => part !== null);
    return parts.length ? html`${parts.map((part) => html`<div>${part}</div>`)}` : null;
  }
  return fields(value as RecordRow, about);
}

function fields(row: RecordRow, about: PatientExport): Html | null {
  const lines = Object.entries(row).flatMap(([column, value]) => {
    const shown = said(column, value, row, about);
    return shown === null
      ? []
      : [
          html`<dt>${label(column)}</dt>
            <dd>${shown}</dd>`,
        ];
  });
  return lines.length ? html`<dl>${lines}</dl>` : null;
}

/** Takes the same facts as the JSON file; what it leaves out are ids that say nothing to a reader. */
export function recordPage(about: PatientExport): string {
  const { clinic, record, madeAt } = about;
  const [person] = record["patients"] ?? [];
  const sections = Object.entries(record).flatMap(([table, rows]) =>
    rows.length
      ? [
          html`<section>
            <h2>${headings[table] ?? label(table)}</h2>
            <ul class="list">
              ${rows.map((row) => html`<li>${fields(row, about)}</li>`)}
            </ul>
          </section>`,
        ]
      : [],
  );
  return page({
    title: `Record at ${clinic.name}`,
    ribbon: `Confidential: a health record. Keep it where only you can read it.`,
    body: html`<h1>The record of ${String(person?.["name"] ?? "")}</h1>
      <p>
        Everything ${clinic.name} keeps about you, as of ${sayMoment(new Date(madeAt), clinic.timeZone, clinic.locale)}.
        If something is wrong, ask us to correct it: ${clinic.phone} or ${clinic.email}.
      </p>
      ${sections}`,
  });
}
