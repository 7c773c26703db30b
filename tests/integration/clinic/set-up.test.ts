// A clinic opens unseen, is set up by its own people alone, and is published once nothing is missing that patients need.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clinicBySlug, loadClinic } from "../../../lib/clinic/load-clinic.ts";
import { changeClinic, publishClinic } from "../../../lib/clinic/change-clinic.ts";
import {
  addLicence,
  addPractitioner,
  changePractitioner,
  endLicence,
  setLeaving,
} from "../../../lib/clinic/change-people.ts";
import { addRoom, renameRoom, retireRoom, saveLocation } from "../../../lib/clinic/change-places.ts";
import { setPolicy, setTaxRate } from "../../../lib/clinic/change-rules.ts";
import {
  addDiscipline,
  addService,
  changeService,
  retireService,
  setPrice,
} from "../../../lib/clinic/change-services.ts";
import { todoOf } from "../../../lib/clinic/checklist.ts";
import { loadCatalogue } from "../../../lib/clinic/load-catalogue.ts";
import { loadSetup } from "../../../lib/clinic/load-setup.ts";
import { openClinic } from "../../../lib/clinic/open-clinic.ts";
import { openClinicInput, policyInput, serviceInput } from "../../../lib/clinic/setup-input.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { changeWeeklyHours } from "../../../lib/booking/change-hours.ts";
import { findSlots } from "../../../lib/booking/find-slots.ts";
import { newId } from "../../../lib/ids.ts";
import { acceptWithNewAccount } from "../../../lib/staff/accept-invitation.ts";
import { invitationToken } from "../../../lib/staff/invitation-link.ts";
import { invitations, policies } from "../../../db/schema/index.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  mine = await freshClinic(database.appUrl, { connections: 3 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
});

const owner = () => mine.memberCtx("owner");

const typed = (slug: string) =>
  openClinicInput.parse({
    clinicName: "Cove Therapy",
    slug,
    place: "BC America/Vancouver",
    address: "12 Cove Road, Victoria BC",
    phone: "250 555 0134",
    email: "Hello@Cove.test",
    disciplines: ["massage_therapy", "physiotherapy"],
    ownerName: "Lena Hart",
    ownerEmail: "lena@cove.test",
  });

const person = {
  name: "Nadia Cole",
  title: "Registered massage therapist",
  pronouns: "",
  gender: "" as const,
  languages: ["English"],
  about: "",
  maxMinutesADay: null,
  maxMinutesInRow: null,
};

describe("opening", () => {
  test("the clinic is there for its owner alone, with rules, services and a room; the address is taken", async () => {
    const ctx = { ...mine.guestCtx(), clinicId: newId() };
    const { slug } = await openClinic(ctx, typed("cove"));
    expect(await clinicBySlug(mine.db, slug)).toBeNull();
    expect((await clinicBySlug(mine.db, slug, { forItsPeople: true }))?.name).toBe("Cove Therapy");
    await expect(openClinic({ ...mine.guestCtx(), clinicId: newId() }, typed("cove"))).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "slug" }],
    });
    // The link is in the owner's mail; here it is derived from the row.
    const system = { ...ctx, actor: { kind: "system", name: "operator" } as const };
    const setup = await loadSetup(system);
    expect(setup.clinic).toMatchObject({
      email: "hello@cove.test",
      phone: "+12505550134",
      published: false,
      region: "BC",
    });
    expect(setup.disciplines.map(({ code }) => code)).toEqual(["massage_therapy", "physiotherapy"]);
    expect(setup.services.every(({ prices, need }) => prices.length === 1 && need !== null)).toBe(true);
    expect(setup.rooms.map(({ kind }) => kind).toSorted()).toEqual(["exercise_space", "treatment_room"]);
    expect(
      setup.taxRates.find(({ profession, supply }) => profession === "rmt" && supply === "treatment")?.rateBp,
    ).toBe(500);
    const left = todoOf(setup).filter(({ done, needed }) => needed && !done);
    expect(left.map(({ key }) => key)).toEqual(["people", "licences", "hours", "services", "privacy"]);
    await expect(publishClinic(system, { published: true })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("add who treats"),
    });
  });

  test("only who has the link becomes the owner", async () => {
    const ctx = { ...mine.guestCtx(), clinicId: newId() };
    await openClinic(ctx, typed("cove-two"));
    const { withClinic } = await import("../../../db/client.ts");
    const [invitation] = await withClinic(mine.db, ctx.clinicId, (tx) => tx.select().from(invitations));
    expect(invitation).toMatchObject({ role: "owner", email: "lena@cove.test", invitedBy: null });
    const joined = await acceptWithNewAccount(ctx, {
      token: invitationToken(ctx.secret, invitation!.id),
      name: "Lena Hart",
      password: "two-herons-by-the-water",
      clinicName: "Cove Therapy",
    });
    expect(joined).toEqual({ email: "lena@cove.test", role: "owner" });
  });

  test.each(["desk", "Owner", "a", "-cove", "start"])("%s is no address for a clinic", (slug) => {
    expect(openClinicInput.shape.slug.safeParse(slug).success).toBe(false);
  });
});

describe("who may", () => {
  const deeds: [string, (clinic: TestClinic, role: Parameters<TestClinic["memberCtx"]>[0]) => Promise<unknown>][] = [
    ["read the set-up", (clinic, role) => loadSetup(clinic.memberCtx(role))],
    ["publish", (clinic, role) => publishClinic(clinic.memberCtx(role), { published: false })],
    [
      "add a room",
      (clinic, role) =>
        addRoom(clinic.memberCtx(role), { locationId: clinic.ids.location, kind: "equipment", name: "Table" }),
    ],
    [
      "set a price",
      (clinic, role) =>
        setPrice(clinic.memberCtx(role), { serviceId: clinic.ids.massage, price: 1, from: "2027-01-01" }),
    ],
  ];
  test.each(deeds)("neither desk nor practitioner nor support may %s", async (_name, deed) => {
    for (const role of ["front_desk", "practitioner", "clinical_lead", "support"] as const)
      await expect(deed(mine, role)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("what another clinic has is not found", async () => {
    const ctx = owner();
    const foreign = theirs.ids;
    const lost = { code: "not_found" };
    await expect(renameRoom(ctx, { roomId: foreign.rooms[0]!, name: "x" })).rejects.toMatchObject(lost);
    await expect(retireRoom(ctx, { roomId: foreign.rooms[0]! })).rejects.toMatchObject(lost);
    await expect(addRoom(ctx, { locationId: foreign.location, kind: "equipment", name: "x" })).rejects.toMatchObject(
      lost,
    );
    await expect(setPrice(ctx, { serviceId: foreign.massage, price: 1, from: "2027-01-01" })).rejects.toMatchObject(
      lost,
    );
    await expect(retireService(ctx, { serviceId: foreign.massage })).rejects.toMatchObject(lost);
    await expect(changePractitioner(ctx, { ...person, practitionerId: foreign.priya })).rejects.toMatchObject(lost);
    await expect(setLeaving(ctx, { practitionerId: foreign.priya, leftOn: null })).rejects.toMatchObject(lost);
    const givers = { ...serviceInput.parse(shape), givers: [foreign.priya], serviceId: mine.ids.massage };
    await expect(changeService(ctx, givers)).rejects.toMatchObject(lost);
  });
});

const shape = {
  name: "Massage, 50 minutes",
  about: "",
  durationMin: "50",
  stepMin: "10",
  bufferBeforeMin: "0",
  bufferAfterMin: "10",
  need: "treatment_room",
  online: "yes",
};

const day = "2026-12-01";
const starts = async (serviceId: string) =>
  (await findSlots(mine.guestCtx(), { serviceId, fromDate: day, toDate: day })).slots;

describe("rooms and services", () => {
  test("a room in which somebody is booked is not taken out of use; a free one is, and searches see it", async () => {
    await bookAppointment(mine.guestCtx(), {
      slot: {
        serviceId: mine.ids.massage,
        practitionerId: mine.ids.priya,
        start: new Date("2026-12-02T17:00:00Z"),
      },
      patient: { ...asha, email: "asha.rooms@example.org" },
      screen: clearScreen,
      consent: true,
      pay: "clinic",
      idempotencyKey: newId(),
      via: "online",
    });
    const results = await Promise.allSettled(mine.ids.rooms.map((roomId) => retireRoom(owner(), { roomId })));
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "invalid" } });
    expect((await loadSetup(owner())).rooms).toHaveLength(1);
    await addRoom(owner(), { locationId: mine.ids.location, kind: "treatment_room", name: "Room 9" });
    expect((await loadSetup(owner())).rooms.map(({ name }) => name)).toContain("Room 9");
  });

  test("a new service is bookable by whom gives it, at its own length and price, until it is retired", async () => {
    const { serviceId } = await addService(owner(), {
      ...serviceInput.parse({ ...shape, givers: mine.ids.priya }),
      disciplineId: mine.ids.massageDiscipline,
      kind: "follow_up",
      price: 11_500,
    });
    const shown = (await loadCatalogue(mine.guestCtx())).services.find(({ id }) => id === serviceId);
    expect(shown).toMatchObject({ durationMin: 50, priceMinor: 11_500, practitionerIds: [mine.ids.priya] });
    const before = await starts(serviceId);
    expect(before.length).toBeGreaterThan(0);
    await changeService(owner(), { ...serviceInput.parse({ ...shape, durationMin: "60" }), serviceId, givers: [] });
    expect(await starts(serviceId)).toEqual([]);
    await retireService(owner(), { serviceId });
    await expect(starts(serviceId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a price holds from its day on, and none begins in the past", async () => {
    await setPrice(owner(), { serviceId: mine.ids.massage, price: 19_900, from: "2027-01-01" });
    const on = async (date: string) =>
      (await loadCatalogue(mine.guestCtx(), date)).services.find(({ id }) => id === mine.ids.massage)?.priceMinor;
    expect(await on("2026-12-31")).not.toBe(19_900);
    expect(await on("2027-01-01")).toBe(19_900);
    await expect(
      setPrice(owner(), { serviceId: mine.ids.massage, price: 1, from: "2026-11-23" }),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "from" }] });
  });

  test("a discipline comes with its services once", async () => {
    await addDiscipline(owner(), { code: "acupuncture" });
    const { services, disciplines } = await loadSetup(owner());
    const added = disciplines.find(({ code }) => code === "acupuncture")!;
    expect(services.filter(({ disciplineId }) => disciplineId === added.id)).toHaveLength(3);
    await expect(addDiscipline(owner(), { code: "acupuncture" })).rejects.toMatchObject({ code: "already_done" });
  });
});

describe("people", () => {
  test("somebody new has a licence and the discipline's services, and can be booked once they have hours", async () => {
    const { practitionerId } = await addPractitioner(owner(), {
      ...person,
      disciplineId: mine.ids.massageDiscipline,
      bills: "own",
      college: "CCHPBC",
      number: "M1",
      credentials: ["intra_oral"],
      validFrom: "2020-01-01",
    });
    const before = (await loadSetup(owner())).practitioners.find(({ id }) => id === practitionerId)!;
    expect(before).toMatchObject({ supplierName: "Nadia Cole", hasHours: false });
    expect(before.licences).toMatchObject([{ profession: "rmt", credentials: ["intra_oral"], validUntil: null }]);
    const open = async () =>
      (await findSlots(mine.guestCtx(), { serviceId: mine.ids.massage, fromDate: day, toDate: day, practitionerId }))
        .slots.length;
    expect(await open()).toBe(0);
    await changeWeeklyHours(owner(), {
      practitionerId,
      hours: [{ dow: 2, startMin: 540, endMin: 1020 }],
      confirmed: false,
    });
    expect(await open()).toBeGreaterThan(0);
    expect(await setLeaving(owner(), { practitionerId, leftOn: "2026-11-24" })).toEqual({ coming: 0 });
    expect((await loadCatalogue(mine.guestCtx())).practitioners.some(({ id }) => id === practitionerId)).toBe(false);
    await setLeaving(owner(), { practitionerId, leftOn: null });
    expect(await open()).toBeGreaterThan(0);
    await endLicence(owner(), { licenceId: before.licences[0]!.id, validUntil: "2026-12-31" });
    await expect(
      addLicence(owner(), {
        practitionerId,
        profession: "rmt",
        college: "CCHPBC",
        number: "M2",
        credentials: [],
        restrictions: [],
        validFrom: "2027-01-01",
        validUntil: "2026-01-01",
      }),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "validUntil" }] });
  });
});

describe("rules and details", () => {
  test("a policy and a rate hold from their day on; those of the past cannot be changed", async () => {
    const policy = policyInput.parse({
      from: "2027-02-01",
      minNoticeHours: "4",
      horizonDays: "90",
      cancelNoticeHours: "48",
      lateFee: "75",
      deposit: "0",
      planDeposit: "0",
      maxFirstADay: "",
    });
    await setPolicy(owner(), policy);
    await setPolicy(owner(), { ...policy, lateFee: 8000 });
    const rows = await mine.inside((tx) => tx.select().from(policies));
    expect(rows.filter(({ effectiveFrom }) => effectiveFrom === "2027-02-01")).toMatchObject([
      { minNoticeMin: 240, lateFeeMinor: 8000, maxFirstADay: null, onlyBeside: false },
    ]);
    await expect(setPolicy(owner(), { ...policy, from: "2026-11-01" })).rejects.toMatchObject({ code: "invalid" });
    const rate = { profession: "rmt", supply: "treatment", percent: 0, source: "A law yet to come" } as const;
    await setTaxRate(owner(), { ...rate, from: "2027-03-01" });
    const on = async (date: string) =>
      (await loadCatalogue(mine.guestCtx(), date)).services.find(({ id }) => id === mine.ids.massage)?.taxCode;
    expect(await on("2027-03-01")).toBe("exempt");
    await expect(setTaxRate(owner(), { ...rate, from: "2026-01-01" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("the clinic's details change at once; half a registration is refused", async () => {
    const details = {
      name: "Renamed",
      phone: "+16045550199",
      email: "new@clinic.test",
      about: "By the sea.",
      supplierName: "Renamed Inc.",
      supplierAddress: "1 Sea Road",
      gstNumber: "123456789 RT0001",
      gstFrom: "2026-01-01",
    };
    await expect(changeClinic(owner(), { ...details, gstFrom: null })).rejects.toMatchObject({
      fields: [{ field: "gstFrom" }],
    });
    await changeClinic(owner(), details);
    expect(await loadClinic(mine.guestCtx())).toMatchObject({ name: "Renamed", about: "By the sea." });
    await saveLocation(owner(), {
      locationId: null,
      name: "Second",
      address: "2 Sea Road",
      phone: "+16045550198",
      arrival: "",
    });
    expect((await loadSetup(owner())).locations).toHaveLength(2);
  });
});
