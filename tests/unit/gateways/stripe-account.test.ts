import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewAccount } from "../../../lib/gateways/stripe-account.ts";
import { kindOf, newCheckout, newCharge, newCustomer, openPaymentsDesk, payWith, PAYS, post } from "./payments-desk.ts";
import type { PaymentsDesk } from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());

let made = 0;
function newAccount(changes: Partial<NewAccount> = {}): NewAccount {
  made += 1;
  return {
    idempotencyKey: `account:${made}`,
    country: "CA",
    currency: "CAD",
    email: "owner@harbour.test",
    clinicName: "Harbour Clinic",
    metadata: { clinicId: `clinic-${made}` },
    ...changes,
  };
}

async function activeAccount(): Promise<string> {
  const { id } = await desk.stripe.createAccount(newAccount());
  desk.standIn.changeAccount({ account: id, due: [] });
  return id;
}

describe("a connected account", () => {
  it("is made once per key, asks for details, and takes no payment before they are there", async () => {
    const wish = newAccount();
    const first = await desk.stripe.createAccount(wish);
    expect(await desk.stripe.createAccount(wish)).toEqual(first);
    expect(first).toMatchObject({ charges: false, payouts: false, submitted: false, metadata: wish.metadata });
    expect(first.due).toContain("external_account");
    expect(await kindOf(desk.stripe.of(first.id).createCheckout(newCheckout()))).toBe("invalid");
  });

  it("becomes restricted, then active, by what its owner writes on Stripe's page, and is told of each time", async () => {
    const { id } = await desk.stripe.createAccount(newAccount());
    const link = { account: id, returnUrl: "http://localhost:3000/back", refreshUrl: "http://localhost:3000/again" };
    const write = async (bankAccount: string) => {
      const { url } = await desk.stripe.createAccountLink(link);
      const form = { businessName: "Harbour", representative: "Ruth", bankAccount };
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
      expect(answer.headers.get("location")).toBe(link.returnUrl);
      // A link is good for one visit.
      expect((await fetch(url)).status).toBe(404);
      return desk.stripe.retrieveAccount(id);
    };
    expect(await write("")).toMatchObject({ submitted: true, charges: false, due: ["external_account"] });
    expect(await write("000123")).toMatchObject({ submitted: true, charges: true, payouts: true, due: [] });
    await desk.standIn.webhooksDone();
    const told = desk.received.filter(({ event }) => event.account === id).map(({ event }) => event.type);
    expect(told.toSorted()).toEqual(["account.updated", "account.updated", "capability.updated", "capability.updated"]);
  });

  it("leads to where a fresh link is made when the link is over", async () => {
    const { id } = await desk.stripe.createAccount(newAccount());
    const { url } = await desk.stripe.createAccountLink({
      account: id,
      returnUrl: "http://localhost:3000/back",
      refreshUrl: "http://localhost:3000/again",
    });
    desk.standIn.control({ advanceSeconds: 6 * 60 });
    const answer = await fetch(url, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("http://localhost:3000/again");
    desk.standIn.control({ advanceSeconds: -6 * 60 });
  });

  it("is as if it were not there once its owner takes the access away", async () => {
    const id = await activeAccount();
    desk.standIn.changeAccount({ account: id, deauthorize: true });
    expect(await kindOf(desk.stripe.of(id).createCheckout(newCheckout()))).toBe("invalid account_invalid");
    expect(await kindOf(desk.stripe.retrieveAccount(id))).toBe("invalid account_invalid");
  });
});

describe("isolation", () => {
  it("shows nothing of one account to another, or to the key's own", async () => {
    const [mine, theirs] = [await activeAccount(), await activeAccount()];
    const { id, url } = await desk.stripe.of(mine).createCheckout(newCheckout());
    await payWith(url, PAYS);
    const { paymentIntentId } = await desk.stripe.of(mine).retrieveCheckout(id);
    const { id: customerId } = await desk.stripe.of(mine).createCustomer(newCustomer());
    for (const other of [theirs, ""]) {
      const doors = desk.stripe.of(other);
      expect(await kindOf(doors.retrieveCheckout(id))).toBe("invalid resource_missing");
      expect(await kindOf(doors.retrievePaymentIntent(paymentIntentId ?? ""))).toBe("invalid resource_missing");
      const refund = { idempotencyKey: `r:${other}`, amountMinor: 100, reason: "duplicate", metadata: {} } as const;
      expect(await kindOf(doors.refund({ ...refund, paymentIntentId: paymentIntentId ?? "" }))).toBe(
        "invalid resource_missing",
      );
      const kept = { setupId: "", customerId, paymentMethodId: "pm_none" };
      expect(await kindOf(doors.chargeCard(newCharge(kept)))).toBe("invalid resource_missing");
      expect(await doors.listCheckoutsSince(new Date(0))).toEqual([]);
    }
    await desk.standIn.webhooksDone();
    const told = desk.received.filter(({ event }) => event.objectId === id);
    expect(told.map(({ event }) => event.account)).toEqual([mine]);
  });

  it("keeps one idempotency key apart in each account", async () => {
    const [mine, theirs] = [await activeAccount(), await activeAccount()];
    const wish = newCheckout();
    const first = await desk.stripe.of(mine).createCheckout(wish);
    expect(await desk.stripe.of(mine).createCheckout(wish)).toEqual(first);
    expect((await desk.stripe.of(theirs).createCheckout(wish)).id).not.toBe(first.id);
  });
});

describe("the application's fee", () => {
  const fee = { amountMinor: 10_000, applicationFeeMinor: 150 };

  it("goes with a payment on a connected account and back with its refund, and nowhere else", async () => {
    const mine = await activeAccount();
    const doors = desk.stripe.of(mine);
    const { id, url } = await doors.createCheckout(newCheckout(fee));
    await payWith(url, PAYS);
    const { paymentIntentId } = await doors.retrieveCheckout(id);
    const client = new Stripe("sk_test_x", { protocol: "http", host: "127.0.0.1", port: desk.standIn.port });
    const intent = await client.paymentIntents.retrieve(paymentIntentId ?? "", {}, { stripeAccount: mine });
    expect(intent.application_fee_amount).toBe(150);
    const back = { paymentIntentId: intent.id, amountMinor: 5_000, reason: "duplicate", metadata: {} } as const;
    expect(await kindOf(doors.refund({ ...back, idempotencyKey: "fee:1", withApplicationFee: true }))).toBe(
      "fulfilled",
    );
    expect(await kindOf(desk.stripe.of("").createCheckout(newCheckout(fee)))).toBe("invalid");
  });
});

it("refuses unknown parameters of accounts and links by name", async () => {
  for (const path of ["/v1/accounts", "/v1/account_links"]) {
    const answer = await post(desk, path, "country=CA&colour=blue");
    const { error } = (await answer.json()) as { error: { code: string; param: string } };
    expect(error).toMatchObject({ code: "parameter_unknown" });
  }
});
