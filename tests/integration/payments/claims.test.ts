// Claims on payers: sent once, answered with money or a no, sent again, and settled to the cent.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, claims as claimRows, payments } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { enterRemittance, listClaims, rejectClaim, sendClaims } from "../../../lib/payments/claims.ts";
import { reduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const after = plus(nine, 120);
const front = (clinic: TestClinic) => clinic.memberCtx("front_desk", after);

/** A massage of which ICBC pays $105 and its tax, the patient the rest; the payer's charge. */
async function shared(clinic: TestClinic, start = nine): Promise<string> {
  const { appointmentId } = await book(clinic, { start });
  await clinic.inside((tx) =>
    tx.update(appointments).set({ payer: "icbc", patientMinor: 2_300 }).where(eq(appointments.id, appointmentId)),
  );
  await finishVisit(clinic.memberCtx("practitioner", plus(start, 60)), { appointmentId });
  return (await listClaims(front(clinic), { payer: "icbc" })).at(-1)!.chargeId;
}

const remittance = (chargeId: string, amountMinor: number) => ({ chargeId, amountMinor, idempotencyKey: newId() });

test("is sent, refused, sent again, and paid; what is paid is booked once", async () => {
  const clinic = await desk.clinic();
  const chargeId = await shared(clinic);
  const of = async () => (await listClaims(front(clinic), {}))[0];
  expect(await of()).toMatchObject({
    payer: "icbc",
    patientName: "Asha Rao",
    discipline: "Massage therapy",
    licence: "10234",
    chargedMinor: 11_025,
    taxMinor: 525,
    openMinor: 11_025,
    state: "to_send",
    attempt: 0,
  });
  await expect(rejectClaim(front(clinic), { chargeId, reason: "No claim" })).rejects.toMatchObject({
    code: "not_found",
  });
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  await expect(sendClaims(front(clinic), { chargeIds: [chargeId] })).rejects.toMatchObject({ code: "already_done" });
  expect(await of()).toMatchObject({ state: "waiting", attempt: 1, sentAt: after });
  await rejectClaim(front(clinic), { chargeId, reason: "Claim number missing" });
  expect(await of()).toMatchObject({ state: "rejected", reason: "Claim number missing" });
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  expect(await of()).toMatchObject({ state: "waiting", attempt: 2, reason: "" });
  const part = remittance(chargeId, 10_000);
  expect(await enterRemittance(front(clinic), part)).toEqual({ openMinor: 1_025 });
  expect(await enterRemittance(front(clinic), part)).toEqual({ openMinor: 1_025 });
  expect(await of()).toMatchObject({ state: "short", openMinor: 1_025 });
  await expect(enterRemittance(front(clinic), remittance(chargeId, 1_026))).rejects.toMatchObject({ code: "invalid" });
  // What the payer has paid is not the patient's to get: only what is open can be taken off.
  const off = { chargeId, reason: "as the payer says", paidPart: "credit" as const };
  await expect(
    reduceCharge(front(clinic), { ...off, amountMinor: 1_026, idempotencyKey: newId() }),
  ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "amount" }] });
  await reduceCharge(front(clinic), { ...off, amountMinor: 25, idempotencyKey: newId() });
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  await enterRemittance(front(clinic), remittance(chargeId, 1_000));
  expect(await listClaims(front(clinic), {})).toEqual([]);
  expect(await clinic.inside((tx) => tx.select().from(payments))).toMatchObject([
    { method: "payer", amountMinor: 10_000 },
    { method: "payer", amountMinor: 1_000 },
  ]);
  const statuses = await clinic.inside((tx) => tx.select().from(claimRows).orderBy(claimRows.attempt));
  expect(statuses.map((row) => row.status)).toEqual(["rejected", "settled", "settled"]);
  // The patient's own part is untouched by it.
  expect(await moneyOf(front(clinic), { patientId: clinic.ids.asha })).toMatchObject({
    owedMinor: 2_415,
    creditMinor: 0,
  });
  await mustHold(clinic, after);
});

test("of ten desks that send the same claims at once one does, and never more comes in than is open", async () => {
  const clinic = await desk.clinic();
  const chargeIds = [await shared(clinic), await shared(clinic, plus(nine, 90))];
  const sends = await Promise.allSettled(
    Array.from({ length: 10 }, (_, turn) =>
      sendClaims(front(clinic), { chargeIds: turn % 2 ? chargeIds : chargeIds.toReversed() }),
    ),
  );
  expect(sends.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const pays = await Promise.allSettled(
    Array.from({ length: 6 }, () => enterRemittance(front(clinic), remittance(chargeIds[0]!, 6_000))),
  );
  expect(pays.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  await mustHold(clinic, after);
});

test("one odd claim is left and named, and the others go", async () => {
  const clinic = await desk.clinic();
  const [waiting, paid, fresh] = [
    await shared(clinic),
    await shared(clinic, plus(nine, 90)),
    await shared(clinic, plus(nine, 180)),
  ];
  await sendClaims(front(clinic), { chargeIds: [waiting] });
  const open = (await listClaims(front(clinic), {})).find((one) => one.chargeId === paid)!.openMinor;
  await enterRemittance(front(clinic), remittance(paid, open));
  const sent = await sendClaims(front(clinic), { chargeIds: [waiting, paid, fresh] });
  expect(sent).toEqual({ sent: 1, left: [waiting, paid].toSorted() });
  const states = await listClaims(front(clinic), {});
  expect(new Map(states.map((one) => [one.chargeId, [one.state, one.attempt]]))).toEqual(
    new Map([
      [waiting, ["waiting", 1]],
      [fresh, ["waiting", 1]],
    ]),
  );
  await expect(sendClaims(front(clinic), { chargeIds: [waiting, paid] })).rejects.toMatchObject({ code: "not_found" });
  await mustHold(clinic, plus(nine, 300));
});

test("another clinic's claims, a patient's own charge and a stranger are refused", async () => {
  const clinic = await desk.clinic();
  const chargeId = await shared(clinic);
  const stranger = await desk.clinic();
  expect(await listClaims(front(stranger), {})).toEqual([]);
  await expect(sendClaims(front(stranger), { chargeIds: [chargeId] })).rejects.toMatchObject({ code: "not_found" });
  const { charges } = await moneyOf(front(clinic), { patientId: clinic.ids.asha });
  const own = charges.find((one) => one.payer === "self")!.chargeId;
  for (const wrong of [own, newId(), "x"])
    await expect(enterRemittance(front(clinic), remittance(wrong, 100))).rejects.toMatchObject({ code: "not_found" });
  await expect(listClaims(clinic.memberCtx("support"), {})).rejects.toMatchObject({ code: "forbidden" });
});
