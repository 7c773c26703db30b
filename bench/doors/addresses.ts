// Every page and route with what guards it. `[names]` are filled from the things that a probe is about.
import { guard, type Guard } from "./guards.ts";
import type { Things } from "./things.ts";

export type Address = {
  guard: Guard;
  fill?: (things: Things) => Record<string, string>;
  query?: (things: Things) => string;
  method?: "POST";
  /** A form as it is; anything else is sent as JSON. */
  body?: (things: Things) => unknown;
  /** Hands out what a role reads nowhere else: the whole clinic to its owner. */
  handsOutAll?: true;
};

const slug = ({ slug: clinic }: Things) => ({ clinic });
const id =
  (
    name:
      | "patient"
      | "plan"
      | "appointment"
      | "receipt"
      | "charge"
      | "package"
      | "giftCard"
      | "episode"
      | "attachment"
      | "checkout",
  ) =>
  (things: Things) => ({
    id: things[name],
  });
const booking = ({ slug: clinic, manageLink: token }: Things) => ({ clinic, token });
const plan = ({ slug: clinic, planLink: token, visit }: Things) => ({ clinic, token, visit });
const messages = ({ slug: clinic, messagesLink: token }: Things) => ({ clinic, token });
const planVisit = ({ plan: planId, visit }: Things) => ({ id: planId, visit });
const link = ({ manageLink: token }: Things) => ({ token });
const { nothing, ofClinic, proof, membership, manage, staff, of, chart } = guard;

export const pages: Record<string, Address> = {
  "/": { guard: nothing },
  "/[clinic]": { guard: nothing, fill: slug },
  "/[clinic]/articles": { guard: nothing, fill: slug, query: () => "?q=headaches" },
  // Both demo clinics have the same articles.
  "/[clinic]/articles/[slug]": {
    guard: nothing,
    fill: ({ slug: clinic, articleSlug }) => ({ clinic, slug: articleSlug }),
  },
  "/[clinic]/assess": { guard: nothing, fill: slug },
  "/[clinic]/book/[service]": { guard: ofClinic, fill: ({ slug: clinic, service }) => ({ clinic, service }) },
  "/[clinic]/book/check": { guard: nothing, fill: slug },
  "/[clinic]/book/details": { guard: nothing, fill: slug },
  "/[clinic]/book/health": { guard: nothing, fill: slug },
  "/[clinic]/book/stop": { guard: nothing, fill: slug },
  "/[clinic]/booking/[token]": { guard: manage, fill: booking },
  "/[clinic]/booking/[token]/move": { guard: manage, fill: booking },
  // Who has not signed in gets the form that asks for a code, here and behind it.
  "/[clinic]/gift-cards": { guard: nothing, fill: slug },
  "/[clinic]/gift-cards/[token]": { guard: manage, fill: ({ slug: clinic, giftLink: token }) => ({ clinic, token }) },
  "/[clinic]/me": { guard: nothing, fill: slug },
  "/[clinic]/me/agreed": { guard: nothing, fill: slug },
  "/[clinic]/me/check-in": { guard: nothing, fill: slug },
  "/[clinic]/me/diary": { guard: nothing, fill: slug },
  "/[clinic]/me/membership": { guard: nothing, fill: slug },
  "/[clinic]/me/proof": { guard: nothing, fill: slug },
  "/[clinic]/messages/[token]": { guard: manage, fill: messages },
  "/[clinic]/next/[token]": { guard: manage, fill: ({ slug: clinic, visitLink: token }) => ({ clinic, token }) },
  "/[clinic]/offer/[token]": { guard: manage, fill: ({ slug: clinic, offerLink: token }) => ({ clinic, token }) },
  "/[clinic]/pay/[token]": { guard: manage, fill: ({ slug: clinic, payLink: token }) => ({ clinic, token }) },
  "/[clinic]/plan/[token]": { guard: guard.plan, fill: plan },
  "/[clinic]/plan/[token]/money": { guard: guard.plan, fill: plan },
  "/[clinic]/plan/[token]/money/[year]": { guard: guard.plan, fill: (things) => ({ ...plan(things), year: "2026" }) },
  "/[clinic]/plan/[token]/money/receipts/[id]": {
    guard: guard.plan,
    fill: (things) => ({ ...plan(things), id: things.receipt }),
  },
  "/[clinic]/plan/[token]/record": { guard: guard.plan, fill: plan },
  "/[clinic]/plan/[token]/replan": { guard: guard.plan, fill: plan },
  "/[clinic]/plan/[token]/visit/[visit]": { guard: guard.plan, fill: plan },
  "/[clinic]/privacy": { guard: nothing, fill: slug },
  "/[clinic]/terms": { guard: nothing, fill: slug },
  "/account": { guard: membership },
  "/account/confirm": { guard: membership },
  "/account/passkeys": { guard: membership },
  "/account/password": { guard: membership },
  "/account/pin": { guard: membership },
  "/account/second-factor": { guard: membership },
  "/desk": { guard: staff("see_day") },
  "/desk/appointments/[id]": { guard: of("see_day"), fill: id("appointment") },
  "/desk/appointments/[id]/move": { guard: of("change_booking"), fill: id("appointment") },
  "/desk/appointments/[id]/note": { guard: chart("write_chart"), fill: id("appointment") },
  "/desk/away": { guard: of("change_booking"), query: ({ practitioner }) => `?practitioner=${practitioner}` },
  "/desk/book": { guard: of("book_for_patient"), query: ({ patient }) => `?patient=${patient}` },
  "/desk/charges/[id]": { guard: of("take_payment"), fill: id("charge") },
  "/desk/claims": { guard: staff("take_payment") },
  "/desk/consent": { guard: staff("edit_templates") },
  "/desk/languages": { guard: staff("edit_templates"), query: () => "?language=fr" },
  "/desk/gift-cards": { guard: staff("take_payment") },
  "/desk/gift-cards/[id]": { guard: of("take_payment"), fill: id("giftCard") },
  "/desk/packages/[id]": { guard: of("take_payment"), fill: id("package") },
  "/desk/patients": { guard: staff("see_patient") },
  "/desk/patients/[id]": { guard: of("see_patient"), fill: id("patient") },
  "/desk/patients/[id]/assess": { guard: chart("write_chart"), fill: id("patient") },
  "/desk/patients/[id]/payers": { guard: of("take_payment"), fill: id("patient") },
  "/desk/patients/[id]/statement": { guard: of("take_payment"), fill: id("patient") },
  "/desk/patients/[id]/choose": {
    guard: chart("build_plan"),
    fill: id("patient"),
    query: ({ assessment }) => `?assessment=${assessment}`,
  },
  "/desk/pay/[id]": { guard: of("take_payment"), fill: id("checkout") },
  "/desk/phrases": { guard: staff("write_chart") },
  "/desk/plans": { guard: staff("see_patient") },
  "/desk/plans/[id]": { guard: of("see_patient"), fill: id("plan") },
  "/desk/plans/[id]/funding": { guard: chart("build_plan"), fill: id("plan") },
  "/desk/plans/[id]/replan": { guard: of("change_booking"), fill: id("plan") },
  "/desk/plans/[id]/visits/[visit]": { guard: of("change_booking"), fill: planVisit },
  "/desk/receipts/[id]": { guard: of("take_payment"), fill: id("receipt") },
  "/desk/schedule": { guard: of("see_hours"), query: ({ practitioner }) => `?practitioner=${practitioner}` },
  "/desk/templates": { guard: staff("edit_templates") },
  "/desk/templates/[code]": { guard: staff("edit_templates"), fill: ({ template }) => ({ code: template }) },
  "/desk/tasks": { guard: staff("close_call_task") },
  "/desk/waiting": { guard: staff("see_day") },
  "/join/[clinic]/[token]": { guard: nothing, fill: ({ slug: clinic }) => ({ clinic, token: "A".repeat(43) }) },
  "/locked": { guard: membership },
  "/owner": { guard: staff("see_adherence") },
  "/owner/ahead": { guard: staff("see_adherence"), query: ({ practitioner }) => `?practitioner=${practitioner}` },
  "/owner/articles": { guard: staff("keep_articles") },
  "/owner/articles/[id]": { guard: of("keep_articles"), fill: ({ article }) => ({ id: article }) },
  "/owner/articles/new": { guard: staff("keep_articles") },
  "/owner/audit": { guard: staff("see_audit"), query: ({ member }) => `?person=${member}&patient=qz` },
  "/owner/follow": { guard: staff("see_adherence") },
  "/owner/keeping": { guard: staff("keep_breaches") },
  "/owner/money": { guard: staff("see_money") },
  "/owner/money/memberships": { guard: staff("see_money") },
  "/owner/money/gift-cards": { guard: staff("see_money") },
  "/owner/money/ledger": { guard: staff("see_money") },
  "/owner/money/online": { guard: staff("see_money") },
  "/owner/money/owing": { guard: staff("see_money") },
  "/owner/money/payouts": { guard: staff("see_money") },
  "/owner/outcomes": { guard: staff("see_adherence") },
  "/owner/patients": { guard: staff("see_adherence"), query: ({ practitioner }) => `?practitioner=${practitioner}` },
  "/owner/people": { guard: staff("manage_members") },
  "/owner/retention": { guard: staff("see_adherence"), query: ({ practitioner }) => `?practitioner=${practitioner}` },
  "/owner/setup": { guard: staff("set_up_clinic") },
  "/owner/setup/duplicates": {
    guard: of("merge_patients"),
    query: ({ patient, twin }) => `?a=${patient}&b=${twin}`,
  },
  "/owner/setup/import": { guard: staff("import_records") },
  "/owner/setup/messages": { guard: staff("set_up_clinic") },
  "/owner/setup/messages/[kind]": {
    guard: staff("set_up_clinic"),
    fill: () => ({ kind: "appointment.reminder" }),
  },
  "/owner/setup/people": { guard: staff("set_up_clinic") },
  "/owner/setup/people/[id]": { guard: of("set_up_clinic"), fill: ({ practitioner }) => ({ id: practitioner }) },
  "/owner/setup/places": { guard: staff("set_up_clinic") },
  "/owner/setup/preview": { guard: staff("set_up_clinic") },
  "/owner/setup/rules": { guard: staff("set_up_clinic") },
  "/owner/setup/services": { guard: staff("set_up_clinic") },
  "/owner/setup/services/[id]": { guard: of("set_up_clinic"), fill: ({ service }) => ({ id: service }) },
  "/owner/subscription": { guard: staff("manage_subscription") },
  // Without a code it asks for one.
  "/tablet/[clinic]": { guard: nothing, fill: slug },
  "/sign-in": { guard: nothing },
  "/sign-in/clinic": { guard: nothing, query: ({ slug: clinic }) => `?name=${clinic}` },
  "/sign-in/code": { guard: proof },
  "/sign-in/forgotten": { guard: nothing },
  "/sign-in/new-password/[token]": { guard: nothing, fill: () => ({ token: "A".repeat(64) }) },
  "/start": { guard: nothing },
};

/** The course of a plan as the form that adjusts it says it. */
export const adjusted = ({ practitioner, track, phase }: Things): Record<string, string> => ({
  startOn: days(3),
  leadPractitionerId: practitioner,
  track,
  [`phase-${track}`]: phase,
  [`visits-${track}-0`]: "2",
  [`minGap-${track}-0`]: "3",
  [`targetGap-${track}-0`]: "4",
  [`maxGap-${track}-0`]: "5",
  [`minutes-${track}-0`]: "30",
});

const days = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

/** As a script sends a form before its button is pressed. */
const asTexts = (typed: Record<string, string>) =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]));

function withFile(label: string, text: string): FormData {
  const form = new FormData();
  form.set("label", label);
  form.set("file", new Blob([text]), "file");
  return form;
}

/** As mail programs send it (RFC 8058). */
function oneClick(): FormData {
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  return form;
}

export const routes: Record<string, Address> = {
  "/[clinic]/booking/[token]/calendar.ics": { guard: manage, fill: booking },
  "/[clinic]/calendar/[token]": {
    guard: manage,
    fill: ({ slug: clinic, calendarLink: token }) => ({ clinic, token }),
  },
  "/[clinic]/me/manifest.webmanifest": { guard: nothing, fill: slug },
  "/[clinic]/messages/[token]/stop": { guard: manage, fill: messages, method: "POST", body: oneClick },
  "/[clinic]/plan/[token]/money/[year]/pdf": {
    guard: guard.plan,
    fill: (things) => ({ ...plan(things), year: "2026" }),
  },
  "/[clinic]/plan/[token]/money/receipts/[id]/pdf": {
    guard: guard.plan,
    fill: (things) => ({ ...plan(things), id: things.receipt }),
  },
  "/[clinic]/record": { guard: guard.patient, fill: slug },
  // Nobody finds anything there.
  "/api/[...rest]": { guard: proof, fill: () => ({ "...rest": "nothing/here" }) },
  "/api/auth/[...nextauth]": { guard: nothing, fill: () => ({ "...nextauth": "session" }) },
  "/api/desk/claims": { guard: staff("take_payment") },
  "/api/desk/attachments/[id]": { guard: chart("see_chart"), fill: id("attachment") },
  "/api/desk/changes": { guard: staff("see_day") },
  "/api/desk/presence": { guard: membership, method: "POST" },
  "/api/desk/day": { guard: staff("see_day"), query: () => `?date=${days(1)}` },
  "/api/desk/episodes/[id]/capacity": {
    guard: chart("build_plan"),
    fill: id("episode"),
    method: "POST",
    body: ({ practitioner, template }) =>
      asTexts({ templateCode: template, leadPractitionerId: practitioner, startOn: days(3) }),
  },
  "/api/desk/patients/[id]/attachments": {
    guard: chart("write_chart"),
    fill: id("patient"),
    method: "POST",
    body: () => withFile("A probe", "%PDF-1.7\n"),
  },
  "/api/desk/patients/[id]/record": { guard: chart("export_patient"), fill: id("patient") },
  "/api/desk/patients/[id]/statement": { guard: of("take_payment"), fill: id("patient"), query: () => "?year=2026" },
  "/api/desk/payments/[id]": { guard: of("take_payment"), fill: id("checkout") },
  "/api/desk/plans/[id]/capacity": {
    guard: chart("build_plan"),
    fill: id("plan"),
    method: "POST",
    body: (things) => asTexts(adjusted(things)),
  },
  "/api/desk/receipts/[id]/pdf": { guard: of("take_payment"), fill: id("receipt") },
  "/api/health": { guard: nothing },
  "/api/owner/ahead": { guard: staff("see_adherence") },
  "/api/owner/figures": { guard: staff("see_adherence") },
  "/api/owner/outcomes": { guard: staff("see_adherence") },
  "/api/owner/behind": { guard: staff("see_adherence"), query: () => "?figure=attendance" },
  "/api/owner/export": { guard: staff("export_clinic"), method: "POST", handsOutAll: true },
  "/api/owner/retention": { guard: staff("see_adherence") },
  "/api/owner/ledger": { guard: staff("see_money"), query: () => `?from=${days(-30)}&to=${days(-1)}` },
  "/api/sms/inbound": { guard: nothing, method: "POST", body: () => ({}) },
  "/api/stripe/webhook": { guard: nothing, method: "POST", body: () => ({}) },
  "/api/v1/appointments/[token]": { guard: manage, fill: link },
  "/api/v1/appointments/[token]/cancel": { guard: manage, fill: link, method: "POST", body: () => ({ reason: 1 }) },
  "/api/v1/appointments/[token]/reschedule": {
    guard: manage,
    fill: link,
    method: "POST",
    body: () => ({ start: "2020-01-01T10:00:00Z" }),
  },
  "/api/v1/clinics/[clinic]": { guard: nothing, fill: slug },
  "/api/v1/clinics/[clinic]/appointments": { guard: nothing, fill: slug, method: "POST", body: () => ({}) },
  "/api/v1/clinics/[clinic]/holds": { guard: nothing, fill: slug, method: "POST", body: () => ({}) },
  "/api/v1/clinics/[clinic]/plans/preview": { guard: nothing, fill: slug, method: "POST", body: () => ({}) },
  "/api/v1/clinics/[clinic]/slots": {
    guard: ofClinic,
    fill: slug,
    query: ({ service }) => `?service=${service}&from=${days(2)}&to=${days(9)}`,
  },
  "/api/v1/openapi.json": { guard: nothing },
  "/tablet/[clinic]/begin": { guard: nothing, fill: slug },
  "/tablet/[clinic]/end": { guard: nothing, fill: slug },
  // The clinics of the probes have no sign-in of their own.
  "/sign-in/with/[clinic]": { guard: proof, fill: slug },
  "/sign-in/with/[clinic]/back": { guard: proof, fill: slug, query: () => "?code=1&state=2" },
};

/** The address itself. */
export function filled(pattern: string, { fill, query }: Address, things: Things): string {
  const values = fill?.(things) ?? {};
  const path = pattern.replace(/\[([^\]]+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing fills [${name}] of ${pattern}.`);
    return value;
  });
  return path + (query?.(things) ?? "");
}
