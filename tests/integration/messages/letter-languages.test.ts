// Whoever books in a language is written to in it, as it stands when the letter leaves; the clinic's own words hold in their own language alone.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, patients } from "../../../db/schema/index.ts";
import type { Language } from "../../../lib/languages/language.ts";
import { chooseMessages, viewChoices } from "../../../lib/messages/choose-messages.ts";
import { setMessageText, viewMessageSetup, viewMessageText } from "../../../lib/messages/set-messages.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { setDeskRules } from "../../../lib/patients/desk-rules.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const person = (name: string, more: { language?: Language; mobile?: string } = {}) => ({
  name,
  email: `${name.toLowerCase().replace(" ", ".")}@example.org`,
  ...more,
});

async function patientOf(clinic: TestClinic, appointmentId: string) {
  const [row] = await clinic.inside((tx) =>
    tx
      .select({ id: patients.id, language: patients.language })
      .from(patients)
      .innerJoin(appointments, eq(appointments.patientId, patients.id))
      .where(eq(appointments.id, appointmentId)),
  );
  return row!;
}

const choose = async (
  clinic: TestClinic,
  patientId: string,
  language: Language,
  reminder: "email" | "sms" = "email",
) => {
  const own = clinic.patientCtx(patientId);
  const { choices, news } = await viewChoices(own, { patientId });
  await chooseMessages(own, { patientId, news, choices: { ...choices, reminder }, language });
};

test("a booking in French is confirmed in French, and cancelled in the language chosen since", async () => {
  const clinic = await desk.clinic();
  const camille = person("Camille Roy", { language: "fr" });
  const { appointmentId } = await book(clinic, { person: camille });
  await desk.relay(plus(clinic.now, 1));
  const [booked] = desk.mailbox.mails(camille.email);
  expect(booked!.subject).toBe("Votre rendez-vous chez Harbour Test Clinic");
  expect(booked!.text).toContain("Quand\u00a0: mardi 1 décembre 2026 à 9 h 00, heure de Vancouver");
  expect(booked!.text).not.toMatch(/You |Your |When|Where/);

  const { id: patientId } = await patientOf(clinic, appointmentId);
  await choose(clinic, patientId, "pa");
  expect(await viewChoices(clinic.guestCtx(), { patientId })).toMatchObject({ language: "pa" });
  await cancelBooking(clinic.patientCtx(patientId), { appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(clinic.now, 2));
  expect(desk.mailbox.mails(camille.email)[0]!.subject).toBe("Harbour Test Clinic ਵਿਖੇ ਤੁਹਾਡੀ ਮੁਲਾਕਾਤ ਰੱਦ ਹੈ");
});

test("a text message is French where French was chosen, and English where its script would not fit", async () => {
  const clinic = await desk.clinic();
  const noon = plus(nine, 180);
  const [fr, zh] = [
    person("Fran Cais", { language: "fr", mobile: "+16045557301" }),
    person("Wei Chen", { language: "zh-Hant", mobile: "+16045557302" }),
  ];
  for (const [index, one] of [fr, zh].entries()) {
    const { appointmentId } = await book(clinic, { person: one, start: plus(noon, 75 * index) });
    await choose(clinic, (await patientOf(clinic, appointmentId)).id, one.language!, "sms");
  }
  await desk.minute(clinic, plus(noon, -22 * 60));
  const textTo = (mobile: string) => desk.texts.texts(mobile).find(({ body }) => /Rappel|Reminder/.test(body))!.body;
  expect(textTo("+16045557301")).toMatch(/Rappel : mar\. 1 déc\., .*Textez STOP pour arreter\.$/);
  expect(textTo("+16045557302")).toMatch(/Reminder: Tue, Dec 1, 1:15 pm\. .* Text STOP to end\.$/);
});

test("the clinic's own words are said in the language they were written in, and in no other", async () => {
  const clinic = await desk.clinic();
  const owner = clinic.memberCtx("owner");
  const kind = "appointment.booked" as const;
  const words = { subject: "We have you, says {clinic}", opening: "See you {time}.", brief: "Good: {time}" };
  await setMessageText(owner, { kind, language: "en", words });
  const french = await viewMessageText(owner, { kind, language: "fr" });
  expect(french).toMatchObject({ since: null, words: { subject: "Votre rendez-vous chez {clinic}" } });
  expect(french.preview.mail).toContain("heure de Vancouver");
  const send = async (who: ReturnType<typeof person>, minutes: number) => {
    await book(clinic, { person: who, start: plus(nine, minutes) });
    await desk.relay(plus(clinic.now, 1));
    return desk.mailbox.mails(who.email)[0]!;
  };
  expect((await send(person("Own One", { language: "fr" }), 0)).subject).toBe(
    "Votre rendez-vous chez Harbour Test Clinic",
  );
  await setMessageText(owner, { kind, language: "fr", words: { ...words, subject: "C’est noté, dit {clinic}" } });
  expect((await send(person("Own Two", { language: "fr" }), 75)).subject).toBe("C’est noté, dit Harbour Test Clinic");
  expect((await send(person("Own Three"), 150)).subject).toBe("We have you, says Harbour Test Clinic");
  expect((await viewMessageSetup(owner)).kinds.filter(({ own }) => own)).toMatchObject([{ kind }]);
});

test("the language stays as it was said first, until its person or the desk says otherwise", async () => {
  const clinic = await desk.clinic();
  const silent = person("Silent First");
  const first = await book(clinic, { person: silent });
  expect(await patientOf(clinic, first.appointmentId)).toMatchObject({ language: null });
  const second = await book(clinic, { person: { ...silent, language: "fr" as const }, start: plus(nine, 75) });
  expect(await patientOf(clinic, second.appointmentId)).toMatchObject({ language: "fr" });
  const third = await book(clinic, { person: { ...silent, language: "pa" as const }, start: plus(nine, 150) });
  const patient = await patientOf(clinic, third.appointmentId);
  expect(patient.language).toBe("fr");
  const rules = { patientId: patient.id, alert: "", staffOnly: false, notWith: [] };
  await setDeskRules(clinic.memberCtx("front_desk"), { ...rules, language: "en" });
  await setDeskRules(clinic.memberCtx("front_desk"), rules);
  expect(await patientOf(clinic, third.appointmentId)).toMatchObject({ language: "en" });
});
