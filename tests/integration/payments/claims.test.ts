// Claims on payers: sent once, answered with money or a no, sent again, and settled to the cent.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, claims as claimRows, payments } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import {
  askOwnCover,
  enterRemittance,
  listClaims,
  viewClaims,
  passClaimOn,
  rejectClaim,
  sendClaims,
} from "../../../lib/payments/claims.ts";
import { issueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { viewPayOuts } from "../../../lib/payments/view-pay-outs.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { enterPayerReferral } from "../../../lib/plans/payer-referrals.ts";
import { askCoverageSooner, endCoverage, enterCoverage, listCoverages } from "../../../lib/plans/coverages.ts";
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
async function shared(clinic: TestClinic, start = nine, payer = "icbc", patientMinor = 2_300): Promise<string> {
  const { appointmentId } = await book(clinic, { start });
  await clinic.inside((tx) =>
    tx.update(appointments).set({ payer, patientMinor }).where(eq(appointments.id, appointmentId)),
  );
  await finishVisit(clinic.memberCtx("practitioner", plus(start, 60)), { appointmentId });
  return (await listClaims(front(clinic), { payer })).at(-1)!.chargeId;
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
    referredBy: null,
  });
  await enterPayerReferral(front(clinic), {
    patientId: clinic.ids.asha,
    referredBy: "Dr. Ana Silva, physician",
    referrerNumber: "24680",
    writtenOn: "2026-11-02",
  });
  expect(await of()).toMatchObject({
    referredBy: "Dr. Ana Silva, physician",
    referrerNumber: "24680",
    referralOn: "2026-11-02",
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
  // A page at a time it is the same list, and each page knows what is owed in all.
  const all = await listClaims(front(clinic), {});
  const owedMinor = all.reduce((sum, one) => sum + one.openMinor, 0);
  const pages = [await viewClaims(front(clinic), { most: 2 })];
  pages.push(await viewClaims(front(clinic), { most: 2, after: pages[0]!.next! }));
  expect(pages.map((page) => [page.claims.length, page.owedMinor])).toEqual([
    [2, owedMinor],
    [1, owedMinor],
  ]);
  expect([pages.flatMap(({ claims }) => claims), pages[1]!.next]).toEqual([all, null]);
  expect(await viewClaims(front(clinic), { after: "nowhere" })).toEqual({ claims: all, owedMinor, next: null });
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

const plan = (clinic: TestClinic, insurer: string, percentBp: number, most: { annualMaxMinor?: number } = {}) =>
  enterCoverage(front(clinic), {
    patientId: clinic.ids.asha,
    payer: "extended",
    insurer,
    policyNumber: `No. ${insurer}`,
    planLimits: { percentBp, ...most },
    validFrom: "2026-01-01",
  });

const open = async (clinic: TestClinic) =>
  (await moneyOf(front(clinic), { patientId: clinic.ids.asha })).charges
    .filter((one) => one.openMinor > 0)
    .map((one) => [one.payer, one.openMinor] as const)
    .toSorted(([a, x], [b, y]) => a.localeCompare(b) || x - y);

test("a refusal goes on to each plan in its order, and at last to the patient, to the cent", async () => {
  const clinic = await desk.clinic();
  const first = await plan(clinic, "Sun", 8_000, { annualMaxMinor: 5_000 });
  await plan(clinic, "Blue", 5_000);
  const chargeId = await shared(clinic);
  expect((await listClaims(front(clinic), {}))[0]).toMatchObject({ next: "Sun, Blue" });
  const due = () =>
    viewPayOuts(clinic.memberCtx("owner", after), { from: "2026-12-01", to: "2026-12-01" }).then(({ lines }) => lines);
  const before = await due();
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  // While it waits it is not given up.
  await expect(passClaimOn(front(clinic), { chargeId, reason: "too slow" })).rejects.toMatchObject({
    code: "already_done",
  });
  const went = await rejectClaim(front(clinic), { chargeId, reason: "Claim closed", step: "next" });
  // Of $105.00: $50.00 are left of the first plan's year, half of the rest is the second's, $27.50 the patient's; with 5 % GST each.
  expect(went.map(({ payer, coverageId, amountMinor }) => [payer, coverageId !== null, amountMinor])).toEqual([
    ["extended", true, 5_250],
    ["extended", true, 2_887],
    ["self", false, 2_888],
  ]);
  expect(went[0]!.coverageId).toBe(first.coverageId);
  expect(await open(clinic)).toEqual([
    ["extended", 2_887],
    ["extended", 5_250],
    ["self", 2_415],
    ["self", 2_888],
  ]);
  await mustHold(clinic, after);
  // The first plan pays a part, and what it leaves goes on to the second and the patient.
  const sun = (await listClaims(front(clinic), {})).find((one) => one.insurer === "Sun")!;
  expect(sun).toMatchObject({ state: "to_send", claimNumber: "No. Sun", next: "Blue", openMinor: 5_250 });
  await sendClaims(front(clinic), { chargeIds: [sun.chargeId] });
  const part = { ...remittance(sun.chargeId, 2_000), rest: "next" as const };
  expect(await enterRemittance(front(clinic), part)).toEqual({ openMinor: 0 });
  expect(await enterRemittance(front(clinic), part)).toEqual({ openMinor: 0 });
  expect(await open(clinic)).toEqual([
    ["extended", 1_626],
    ["extended", 2_887],
    ["self", 1_624],
    ["self", 2_415],
    ["self", 2_888],
  ]);
  await mustHold(clinic, after);
  // The last in the order refuses too: everything is the patient's.
  const blue = (await listClaims(front(clinic), {})).filter((one) => one.insurer === "Blue");
  await sendClaims(front(clinic), { chargeIds: blue.map((one) => one.chargeId) });
  for (const one of blue)
    await rejectClaim(front(clinic), { chargeId: one.chargeId, reason: "Not covered", step: "next" });
  expect(await listClaims(front(clinic), {})).toEqual([]);
  // Who is asked for a visit changes nothing of what is due of it.
  expect(await due()).toEqual(before);
  const owed = await open(clinic);
  expect(owed.every(([payer]) => payer === "self")).toBe(true);
  expect(owed.reduce((sum, [, minor]) => sum + minor, 0)).toBe(11_025 - 2_000 + 2_415);
  await mustHold(clinic, after);
});

test("what comes to the patient is paid from credit that is free, and the receipt says who pays now", async () => {
  const clinic = await desk.clinic();
  const chargeId = await shared(clinic);
  const patientId = clinic.ids.asha;
  await takePayment(front(clinic), {
    patientId,
    method: "cash",
    amountMinor: 20_000,
    idempotencyKey: newId(),
  });
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  await rejectClaim(front(clinic), { chargeId, reason: "Claim closed", step: "next" });
  const money = await moneyOf(front(clinic), { patientId });
  expect(money).toMatchObject({ owedMinor: 0, creditMinor: 20_000 - 2_415 - 11_025 });
  const moved = money.charges.find((one) => one.payer === "self" && one.totalMinor === 11_025)!;
  expect((await issueReceipt(front(clinic), { chargeId: moved.chargeId })).body).toMatchObject({
    kind: "treatment",
    feeMinor: 10_500,
    taxMinor: 525,
    payer: null,
    balanceMinor: 0,
  });
  await mustHold(clinic, after);
});

test("what WorkSafeBC leaves of a visit is never asked of the patient; an injury that it does not accept is", async () => {
  const clinic = await desk.clinic();
  const chargeId = await shared(clinic, nine, "worksafebc", 0);
  await sendClaims(front(clinic), { chargeIds: [chargeId] });
  await expect(enterRemittance(front(clinic), { ...remittance(chargeId, 10_000), rest: "next" })).rejects.toMatchObject(
    { code: "invalid" },
  );
  await enterRemittance(front(clinic), remittance(chargeId, 10_000));
  await expect(passClaimOn(front(clinic), { chargeId, reason: "the rest" })).rejects.toMatchObject({ code: "invalid" });
  expect(await open(clinic)).toEqual([["worksafebc", 3_440]]);
  const other = await shared(clinic, plus(nine, 90), "worksafebc", 0);
  await passClaimOn(front(clinic), { chargeId: other, reason: "not accepted" });
  expect(await open(clinic)).toEqual([
    ["self", 13_440],
    ["worksafebc", 3_440],
  ]);
  await mustHold(clinic, after);
});

test("a plan of their own is asked for the user fee, within its limits of the year", async () => {
  const clinic = await desk.clinic();
  const { coverageId } = await plan(clinic, "Sun", 10_000, { annualMaxMinor: 3_000 });
  for (const [start, left] of [
    [nine, [["extended", 2_415]]],
    [
      plus(nine, 90),
      [
        ["extended", 735],
        ["extended", 2_415],
        ["self", 1_680],
      ],
    ],
  ] as const) {
    await shared(clinic, start);
    const { charges } = await moneyOf(front(clinic), { patientId: clinic.ids.asha });
    const own = charges.find((one) => one.payer === "self" && one.openMinor > 0)!;
    await askOwnCover(front(clinic), { chargeId: own.chargeId, coverageId });
    expect((await open(clinic)).filter(([payer]) => payer !== "icbc")).toEqual(left);
  }
  // Nothing is left of the year, and a plan of somebody else is none.
  await shared(clinic, plus(nine, 180));
  const { charges } = await moneyOf(front(clinic), { patientId: clinic.ids.asha });
  const own = charges.findLast((one) => one.payer === "self" && one.openMinor > 0)!;
  await expect(askOwnCover(front(clinic), { chargeId: own.chargeId, coverageId })).rejects.toMatchObject({
    code: "nothing_left",
  });
  await expect(askOwnCover(front(clinic), { chargeId: own.chargeId, coverageId: newId() })).rejects.toMatchObject({
    code: "not_found",
  });
  await mustHold(clinic, plus(nine, 300));
});

test("plans are put in order, ended, and kept within the clinic", async () => {
  const clinic = await desk.clinic();
  const patientId = clinic.ids.asha;
  const { coverageId: sun } = await plan(clinic, "Sun", 8_000);
  const { coverageId: blue } = await plan(clinic, "Blue", 5_000);
  const names = async () => (await listCoverages(front(clinic), { patientId })).map((one) => one.insurer);
  expect(await names()).toEqual(["Sun", "Blue"]);
  await askCoverageSooner(front(clinic), { patientId, coverageId: blue });
  expect(await names()).toEqual(["Blue", "Sun"]);
  await expect(askCoverageSooner(front(clinic), { patientId, coverageId: blue })).rejects.toMatchObject({
    code: "already_done",
  });
  await enterCoverage(front(clinic), { patientId, payer: "msp", insurer: "", validFrom: "2026-01-01" });
  expect(await names()).toEqual(["", "Blue", "Sun"]);
  await endCoverage(front(clinic), { patientId, coverageId: sun });
  expect(await names()).toEqual(["", "Blue"]);
  await expect(endCoverage(front(clinic), { patientId, coverageId: sun })).rejects.toMatchObject({ code: "not_found" });
  const stranger = await desk.clinic();
  await expect(listCoverages(front(stranger), { patientId })).rejects.toMatchObject({ code: "not_found" });
  await expect(listCoverages(clinic.memberCtx("support"), { patientId })).rejects.toMatchObject({ code: "forbidden" });
});
