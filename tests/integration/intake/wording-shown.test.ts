// In which language and wording somebody read what they answered and agreed to is kept with it, and whoever treats them sees it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import { newId } from "../../../lib/ids.ts";
import { approveCareTexts, careVersion, withdrawCareTexts } from "../../../lib/intake/care-texts.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { signedTexts } from "../../../lib/intake/signed-texts.ts";
import type { WordingShown } from "../../../lib/intake/wording-input.ts";
import { clearScreen, freshClinic, screenWith, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const french: WordingShown = { language: "fr", wording: careVersion("fr") };
const english: WordingShown = { language: "en", wording: careVersion("en") };
const day = (days: number) => new Date(new Date("2026-12-01T17:00:00Z").getTime() + days * 86_400_000);
const lead = () => clinic.memberCtx("clinical_lead");

const bookOnline = (shown: { screen?: WordingShown; consent?: WordingShown } | undefined, start: Date) =>
  bookAppointment(clinic.patientCtx(clinic.ids.asha), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massageFirst, practitionerId: clinic.ids.priya, start },
    patientId: clinic.ids.asha,
    screen: clearScreen,
    consent: true,
    shown,
    pay: "clinic",
    via: "online",
  });

test("a booking keeps what was read with its answers and its agreement; what was read out keeps nothing", async () => {
  await bookForPatient(clinic.memberCtx("front_desk"), {
    idempotencyKey: newId(),
    patientId: clinic.ids.asha,
    serviceId: clinic.ids.massageFirst,
    practitionerId: clinic.ids.priya,
    start: day(0),
    screen: clearScreen,
    via: "phone",
  });
  await bookOnline({ screen: french, consent: english }, day(1));
  await bookOnline(undefined, day(2));
  const { screens } = await loadChart(lead(), { patientId: clinic.ids.asha });
  const said = { languageName: "Français", wording: french.wording, approvedBy: null };
  expect(screens.map(({ shown }) => shown)).toContainEqual(said);
  expect(screens.filter(({ shown }) => shown === null)).toHaveLength(2);
  const signed = await signedTexts(lead(), { patientId: clinic.ids.asha });
  expect(signed.map(({ purpose, shown }) => [purpose, shown?.languageName ?? null])).toEqual(
    expect.arrayContaining([
      ["booking", "English"],
      ["booking", null],
    ]),
  );
});

test("whoever had approved the wording is named, also after it was taken back; another wording is nobody's", async () => {
  const patientId = clinic.ids.asha;
  await approveCareTexts(lead(), { language: "fr", version: careVersion("fr"), name: "Mei-Lin Chow", read: "yes" });
  const answered = async (shown: WordingShown, answers: Record<string, string>) =>
    (await recordScreen(clinic.guestCtx(), { ...screenWith(answers), patientId, askedHow: "online", shown })).screenId;
  const approved = await answered(french, { fever: "yes" });
  const older = await answered({ language: "fr", wording: "0123456789ab" }, { fever: "no" });
  await withdrawCareTexts(lead(), { language: "fr" });
  const { screens } = await loadChart(lead(), { patientId });
  const of = (id: string) => screens.find(({ screenId }) => screenId === id)?.shown;
  expect(of(approved)).toEqual({ languageName: "Français", wording: french.wording, approvedBy: "Mei-Lin Chow" });
  expect(of(older)).toEqual({ languageName: "Français", wording: "0123456789ab", approvedBy: null });
});

test("texts signed are shown to staff of the clinic alone", async () => {
  const patientId = clinic.ids.asha;
  await expect(signedTexts(clinic.guestCtx(), { patientId })).rejects.toMatchObject({ code: "sign_in_needed" });
  const stranger = await freshClinic(database.appUrl, { connections: 2 });
  await expect(signedTexts(stranger.memberCtx("clinical_lead"), { patientId })).rejects.toMatchObject({
    code: "not_found",
  });
  await stranger.close();
});
