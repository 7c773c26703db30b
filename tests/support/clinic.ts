// One small clinic with its people, for verbs on a real database: two practitioners, rooms, services, hours, prices, policy.
import type { Database } from "../../db/client.ts";
import { closeDatabase, openDatabase, withClinic, type Tx } from "../../db/client.ts";
import { messageRules } from "../../db/seed/rows/message-rules.ts";
import { screenQuestions, screenVersion } from "../../db/seed/rows/screen-questions.ts";
import { taxRates } from "../../db/seed/rows/tax-rates.ts";
import * as t from "../../db/schema/index.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { openGateways } from "../../lib/gateways/gateways.ts";
import { newId } from "../../lib/ids.ts";
import type { Actor, MemberRole } from "../../lib/permissions/permissions.ts";

export type TestClinic = {
  db: Database;
  clinicId: string;
  slug: string;
  now: Date;
  ids: {
    location: string;
    supplier: string;
    priya: string;
    tom: string;
    massage: string;
    massageFirst: string;
    physio: string;
    massageDiscipline: string;
    physioDiscipline: string;
    rooms: string[];
    members: Record<MemberRole, string>;
    asha: string;
  };
  guestCtx(now?: Date): Ctx;
  patientCtx(patientId: string, now?: Date): Ctx;
  memberCtx(role: MemberRole, now?: Date): Ctx;
  systemCtx(now?: Date): Ctx;
  /** Runs statements inside the clinic, as the web process's role. */
  inside<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type ClinicOptions = {
  /** Default Tuesday 2026-11-24 at 08:00 in Vancouver. */
  now?: Date;
  timeZone?: string;
  rooms?: number;
  /** Local hours of every day, minutes after midnight. */
  hours?: { start: number; end: number }[];
  buffer?: { before: number; after: number };
  minNoticeMin?: number;
  horizonDays?: number;
  /** How long the word of a booking is held back; default not at all, unlike a clinic of the product. */
  holdMinutes?: number;
  /** Connections of the pool. */
  connections?: number;
};

export const asha = {
  name: "Asha Rao",
  birthDate: "1988-04-12",
  email: "asha.rao@example.org",
  mobile: "+16045550112",
} as const;

export const clearScreen = {
  version: screenVersion,
  answers: Object.fromEntries(screenQuestions.map((question) => [question.id, "no"])),
};

/** Answers with some questions changed from `no`. */
export const screenWith = (answers: Record<string, string>) => ({
  version: screenVersion,
  answers: { ...clearScreen.answers, ...answers },
});

/** Opens a pool on the database and lays a clinic of its own in it. */
export async function freshClinic(appUrl: string, options: ClinicOptions = {}): Promise<TestClinic> {
  const db = openDatabase(appUrl, { max: options.connections ?? 8, name: "taper-test" });
  const now = options.now ?? new Date("2026-11-24T15:00:00.000Z");
  const clinicId = newId();
  const slug = `clinic-${clinicId.slice(-8)}`;
  const ids = layIds(options.rooms ?? 2);
  await db.insert(t.clinics).values({
    id: clinicId,
    slug,
    name: "Harbour Test Clinic",
    timeZone: options.timeZone ?? "America/Vancouver",
    currency: "CAD",
    locale: "en-CA",
    region: "CA-BC",
    phone: "+16045550100",
    email: "hello@clinic.example",
    createdAt: now,
  });
  const users = Object.entries(people).map(([role, name]) => ({ id: newId(), role: role as MemberRole, name }));
  await db.insert(t.users).values(
    users.map(({ id, name }) => ({
      id,
      email: `${name.toLowerCase().replaceAll(" ", ".")}.${id.slice(-6)}@example.org`,
      name,
      createdAt: now,
    })),
  );
  await withClinic(db, clinicId, (tx) => layClinic(tx, clinicId, ids, options));
  await withClinic(db, clinicId, async (tx) => {
    await tx.insert(t.members).values(
      users.map(({ id, role, name }) => ({
        clinicId,
        id: ids.members[role],
        userId: id,
        role,
        practitionerId: role === "practitioner" ? ids.priya : role === "clinical_lead" ? ids.tom : null,
        name,
      })),
    );
    await tx.insert(t.patients).values({ clinicId, id: ids.asha, ...asha, createdAt: now });
    const rules = { ...messageRules[0]!, nudgeDays: [...messageRules[0]!.nudgeDays], textTopics: [] };
    const own = { effectiveFrom: "2020-01-01", holdMinutes: options.holdMinutes ?? 0, source: "a test" };
    await tx.insert(t.messageRules).values({ clinicId, id: newId(), ...rules, ...own });
  });
  const gateways = openGateways({
    stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" },
    mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
  });
  const ctx = (actor: Actor, at?: Date): Ctx => ({
    clinicId,
    actor,
    now: at ?? now,
    db,
    gateways,
    publicUrl: "http://localhost:3000",
    secret: "a test secret of at least thirty-two characters",
  });
  return {
    db,
    clinicId,
    slug,
    now,
    ids,
    guestCtx: (at) => ctx({ kind: "guest" }, at),
    patientCtx: (patientId, at) => ctx({ kind: "patient", patientId, provedAt: at ?? now }, at),
    memberCtx: (role, at) =>
      ctx(
        {
          kind: "member",
          memberId: ids.members[role],
          role,
          practitionerId: role === "practitioner" ? ids.priya : role === "clinical_lead" ? ids.tom : null,
          name: people[role],
        },
        at,
      ),
    systemCtx: (at) => ctx({ kind: "system", name: "worker" }, at),
    inside: (work) => withClinic(db, clinicId, work),
    close: () => closeDatabase(db),
  };
}

const people: Record<MemberRole, string> = {
  practitioner: "Priya Nair",
  clinical_lead: "Tom Okafor",
  front_desk: "Mina Cho",
  manager: "Lena Hart",
  owner: "Ruth Feld",
  support: "Sam Reyes",
};

function layIds(rooms: number): TestClinic["ids"] {
  return {
    location: newId(),
    supplier: newId(),
    priya: newId(),
    tom: newId(),
    massage: newId(),
    massageFirst: newId(),
    physio: newId(),
    massageDiscipline: newId(),
    physioDiscipline: newId(),
    rooms: Array.from({ length: rooms }, () => newId()),
    members: {
      practitioner: newId(),
      clinical_lead: newId(),
      front_desk: newId(),
      manager: newId(),
      owner: newId(),
      support: newId(),
    },
    asha: newId(),
  };
}

async function layClinic(tx: Tx, clinicId: string, ids: TestClinic["ids"], options: ClinicOptions) {
  const own = <Row extends object>(row: Row) => ({ clinicId, id: newId(), ...row });
  await tx.insert(t.locations).values({
    clinicId,
    id: ids.location,
    name: "Harbour Street",
    address: "12 Harbour Street, Vancouver, BC",
    phone: "+16045550100",
    arrival: "Ring the bell.",
  });
  if (ids.rooms.length)
    await tx.insert(t.resources).values(
      ids.rooms.map((id, index) => ({
        clinicId,
        id,
        locationId: ids.location,
        kind: "room",
        name: `Room ${index + 1}`,
      })),
    );
  await tx.insert(t.suppliers).values({
    clinicId,
    id: ids.supplier,
    name: "Harbour Test Clinic Ltd.",
    address: "12 Harbour Street, Vancouver, BC",
    phone: "+16045550100",
    gstNumber: "123456789RT0001",
    gstRegisteredFrom: "2020-01-01",
  });
  const person = { supplierId: ids.supplier, languages: ["English"] };
  await tx.insert(t.practitioners).values([
    { clinicId, id: ids.priya, ...person, name: "Priya Nair", title: "RMT", position: 1 },
    { clinicId, id: ids.tom, ...person, name: "Tom Okafor", title: "Physiotherapist", position: 2 },
  ]);
  await tx.insert(t.disciplines).values([
    {
      clinicId,
      id: ids.massageDiscipline,
      code: "massage_therapy",
      name: "Massage therapy",
      letter: "M",
      hue: 30,
      deep: true,
      profession: "rmt",
      position: 1,
    },
    {
      clinicId,
      id: ids.physioDiscipline,
      code: "physiotherapy",
      name: "Physiotherapy",
      letter: "P",
      hue: 220,
      deep: false,
      profession: "physiotherapist",
      position: 2,
    },
  ]);
  const { before, after } = options.buffer ?? { before: 0, after: 10 };
  const service = { stepMin: 15, bufferBeforeMin: before, bufferAfterMin: after, online: true };
  await tx.insert(t.services).values([
    {
      clinicId,
      id: ids.massage,
      disciplineId: ids.massageDiscipline,
      name: "Massage, 60 minutes",
      kind: "follow_up",
      durationMin: 60,
      position: 2,
      ...service,
    },
    {
      clinicId,
      id: ids.massageFirst,
      disciplineId: ids.massageDiscipline,
      name: "Massage, first visit",
      kind: "first",
      durationMin: 60,
      position: 1,
      ...service,
    },
    {
      clinicId,
      id: ids.physio,
      disciplineId: ids.physioDiscipline,
      name: "Physiotherapy, 30 minutes",
      kind: "follow_up",
      durationMin: 30,
      position: 3,
      ...service,
    },
  ]);
  await tx
    .insert(t.serviceNeeds)
    .values([ids.massage, ids.massageFirst, ids.physio].map((serviceId) => own({ serviceId, kind: "room", qty: 1 })));
  await tx
    .insert(t.servicePrices)
    .values([
      own({ serviceId: ids.massage, effectiveFrom: "2026-01-01", priceMinor: 12_800, taxCode: "gst" }),
      own({ serviceId: ids.massageFirst, effectiveFrom: "2026-01-01", priceMinor: 14_000, taxCode: "gst" }),
      own({ serviceId: ids.physio, effectiveFrom: "2026-01-01", priceMinor: 9_500, taxCode: "exempt" }),
    ]);
  await tx
    .insert(t.practitionerServices)
    .values([
      own({ practitionerId: ids.priya, serviceId: ids.massage }),
      own({ practitionerId: ids.priya, serviceId: ids.massageFirst }),
      own({ practitionerId: ids.tom, serviceId: ids.massage }),
      own({ practitionerId: ids.tom, serviceId: ids.physio }),
    ]);
  const hours = options.hours ?? [{ start: 9 * 60, end: 17 * 60 }];
  await tx
    .insert(t.weeklyHours)
    .values(
      [ids.priya, ids.tom].flatMap((practitionerId) =>
        [0, 1, 2, 3, 4, 5, 6].flatMap((dow) =>
          hours.map(({ start, end }) =>
            own({ practitionerId, locationId: ids.location, dow, startMin: start, endMin: end }),
          ),
        ),
      ),
    );
  await tx.insert(t.policies).values(
    own({
      effectiveFrom: "2026-01-01",
      minNoticeMin: options.minNoticeMin ?? 60,
      horizonDays: options.horizonDays ?? 180,
      cancelNoticeHours: 24,
      lateFeeMinor: 5_000,
      depositMinor: 0,
      planDepositMinor: 20_000,
    }),
  );
  await tx.insert(t.taxRates).values(taxRates.map((rate) => own(rate)));
  await tx.insert(t.licences).values([
    own({
      practitionerId: ids.priya,
      profession: "rmt",
      college: "CMTBC",
      number: "10234",
      credentials: [],
      restrictions: [],
      validFrom: "2020-01-01",
    }),
    own({
      practitionerId: ids.tom,
      profession: "physiotherapist",
      college: "CPTBC",
      number: "8812",
      credentials: ["needling"],
      restrictions: [],
      validFrom: "2020-01-01",
    }),
  ]);
}
