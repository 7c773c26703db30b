// Opens a made-up clinic: place, rooms, people with their sign-ins and hours, services with dated prices and rules.
import { taxRates } from "../../db/seed/rows/tax-rates.ts";
import { openingRules } from "../../lib/clinic/opening-rules.ts";
import { currency, type Clinic, type Practitioner } from "./clinic.ts";
import type { Clock } from "./clock.ts";
import type { ClinicDesign, PractitionerDesign } from "./design.ts";
import { drawFrom, type Draw } from "./draw.ts";
import { keepHours } from "./hours.ts";
import { noRows } from "./rows.ts";
import { addServices } from "./services.ts";

const openedOn = "2015-01-01";
const changedOn = "2026-04-01";

export type Opening = { design: ClinicDesign; clock: Clock; draw: Draw; passwordHash: string };

export function openClinic({ design, clock, draw, passwordHash }: Opening): Clinic {
  const openedAt = clock.at(clock.from, 0);
  const clinic: Clinic = {
    id: draw.id(openedAt),
    design,
    clock,
    draw,
    rows: noRows(),
    locationId: draw.id(openedAt),
    disciplineIds: new Map(),
    practitioners: [],
    services: [],
    resources: new Map(),
    closed: new Map(),
    desk: [],
    taxRates,
    templateIds: new Map(),
    policies: [],
  };
  addPlace(clinic, openedAt);
  addPeople(clinic, openedAt, passwordHash);
  addServices(clinic, [openedOn, changedOn], openedAt);
  keepHours(clinic);
  addRules(clinic, openedAt);
  return clinic;
}

function addPlace({ id, design, rows, draw, resources, locationId }: Clinic, openedAt: Date) {
  const { slug, name, phone, address, arrival, about, zone, region } = design;
  rows.clinics.push({
    id,
    slug,
    name,
    timeZone: zone,
    currency,
    locale: "en-CA",
    region,
    phone,
    email: `hello@${slug}.test`,
    about,
    published: true,
    createdAt: openedAt,
  });
  rows.locations.push({ clinicId: id, id: locationId, name, address, phone, arrival });
  for (const [kind, unit] of design.resources) {
    const resourceId = draw.id(openedAt);
    resources.set(kind, [...(resources.get(kind) ?? []), resourceId]);
    rows.resources.push({ clinicId: id, id: resourceId, locationId, kind, name: unit });
  }
}

/** `mei-lin@harbour.test` */
export const signInOf = (name: string, slug: string): string =>
  `${(name.split(" ")[0] ?? name)
    .normalize("NFD")
    .replaceAll(/[^\w-]/g, "")
    .toLowerCase()}@${slug}.test`;

function addPeople(clinic: Clinic, openedAt: Date, passwordHash: string) {
  const { id: clinicId, design, rows, draw } = clinic;
  const ownSupplier = draw.id(openedAt);
  rows.suppliers.push({
    clinicId,
    id: ownSupplier,
    name: design.name,
    address: design.address,
    phone: design.phone,
    ...(design.gstNumber ? { gstNumber: design.gstNumber, gstRegisteredFrom: openedOn } : {}),
  });
  const addMember = (name: string, role: string, practitionerId: string | null): string => {
    const userId = draw.id(openedAt);
    const memberId = draw.id(openedAt);
    rows.users.push({ id: userId, email: signInOf(name, design.slug), name, passwordHash, createdAt: openedAt });
    rows.userClinics.push({ userId, clinicId });
    rows.members.push({ clinicId, id: memberId, userId, role, practitionerId, name });
    return memberId;
  };
  for (const { name, role } of design.staff) {
    const memberId = addMember(name, role, null);
    if (role === "front_desk") clinic.desk.push(memberId);
  }
  design.practitioners.forEach((person, position) => {
    const practitionerId = draw.id(openedAt);
    const supplierId = person.contractor ? draw.id(openedAt) : ownSupplier;
    if (person.contractor)
      rows.suppliers.push({
        clinicId,
        id: supplierId,
        name: `${person.name}, independent practice`,
        address: design.address,
        phone: design.phone,
      });
    const discipline = design.disciplines.find((one) => one.code === person.discipline);
    if (!discipline) throw new Error(`${design.slug} has no ${person.discipline}`);
    const { name, pronouns, gender, languages, about } = person;
    rows.practitioners.push({
      clinicId,
      id: practitionerId,
      supplierId,
      name,
      title: discipline.title,
      pronouns,
      gender,
      languages: [...languages],
      about,
      position,
    });
    rows.licences.push({
      clinicId,
      id: draw.id(openedAt),
      practitionerId,
      profession: discipline.profession,
      college: discipline.college,
      number: `${discipline.letter}${draw.whole(10_000, 99_999)}`,
      credentials: [...person.credentials],
      restrictions: [],
      validFrom: `${draw.whole(2008, 2023)}-07-01`,
    });
    clinic.practitioners.push({
      id: practitionerId,
      memberId: addMember(name, person.role, practitionerId),
      supplierId,
      registeredForGst: !person.contractor && design.gstNumber !== null,
      design: person,
      discipline,
      weekly: weeklyOf(person),
      overrides: new Map(),
      away: new Map(),
    });
  });
}

const minuteOf = (text: string): number => {
  const [hour = "0", minute = "0"] = text.split(":");
  return Number(hour) * 60 + Number(minute);
};

function weeklyOf({ shifts }: PractitionerDesign): Practitioner["weekly"] {
  return shifts.flatMap(([days, spans]) =>
    days.flatMap((dow) =>
      spans.split(" ").map((span) => {
        const [start = "", end = ""] = span.split("-");
        return { dow, start: minuteOf(start), end: minuteOf(end) };
      }),
    ),
  );
}

/** Dated rows that the rules read: policy, tax, payers, scope, plan templates; and the calendar's version. */
function addRules(clinic: Clinic, openedAt: Date) {
  const { id: clinicId, design, rows, draw } = clinic;
  const usual = {
    minNoticeMin: 120,
    horizonDays: 180,
    cancelNoticeHours: 24,
    depositMinor: 2500,
    planDepositMinor: 10_000,
  };
  [openedOn, changedOn].forEach((effectiveFrom, index) => {
    const lateFeeMinor = design.lateFees[index] ?? 0;
    clinic.policies.push({ effectiveFrom, lateFeeMinor, cancelNoticeHours: 24, depositMinor: usual.depositMinor });
    rows.policies.push({ clinicId, id: draw.id(openedAt), effectiveFrom, lateFeeMinor, ...usual });
  });
  rows.privacyNotices.push({
    clinicId,
    id: draw.id(openedAt),
    officerName: design.staff.find(({ role }) => role === "owner")?.name ?? design.name,
    officerContact: `privacy@${design.slug}.test`,
    keptIn: "Canada",
    processors: [{ name: "Stripe", purpose: "Card payments", country: "United States and Canada" }],
    setAt: openedAt,
  });
  // Its own generator: one more draw from the clinic's would change everything that is drawn later.
  const drawn = drawFrom(`retention of ${design.slug}`);
  const opening = openingRules({
    clinicId,
    region: design.region,
    offered: design.disciplines.map((one) => one.code),
    from: openedOn,
    newId: () => draw.id(openedAt),
    keepingId: () => drawn.id(openedAt),
  });
  rows.taxRates.push(...opening.taxRates);
  rows.retentionRules.push(...opening.retentionRules);
  rows.payerRules.push(...opening.payerRules);
  rows.scopeRules.push(...opening.scopeRules);
  rows.planTemplates.push(...opening.planTemplates);
  for (const { code, id } of opening.planTemplates) clinic.templateIds.set(code, id);
  rows.calendarVersions.push(...opening.calendarVersions);
}
