// The hosted pay page as a browser without scripts meets it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerBank,
  ASKS_BANK,
  DECLINED,
  newCheckout,
  openPaymentsDesk,
  PAYS,
  payWith,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());

describe("pay page", () => {
  it("shows what is paid, that no money moves, and the way back, without scripts", async () => {
    const { url } = await desk.stripe.createCheckout(newCheckout({ description: "Harbour <b>Clinic</b>" }));
    const answer = await fetch(url);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain("Test payments – no real money");
    expect(text).toContain("$30.00");
    expect(text).toContain("Back to the clinic");
    expect(text).toContain("Harbour &#60;b&#62;Clinic&#60;/b&#62;");
    expect(text).not.toContain("<script");
    expect(answer.headers.get("content-security-policy")).toContain("form-action 'self' http://localhost:3000");
  });

  it("takes the money once and leads to the clinic, also when pressed twice", async () => {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    const [first, second] = await Promise.all([payWith(url, PAYS), payWith(url, PAYS)]);
    const done = `http://localhost:3000/harbour/book/done?session=${id}`;
    expect([first.status, second.status]).toEqual([303, 303]);
    expect([first.headers.get("location"), second.headers.get("location")]).toEqual([done, done]);
    const { paymentIntentId, status, paymentStatus } = await desk.stripe.retrieveCheckout(id);
    expect([status, paymentStatus]).toEqual(["complete", "paid"]);
    expect(desk.standIn.ledger().filter((line) => line.paymentIntentId === paymentIntentId)).toHaveLength(1);
  });

  it("keeps a declined payer on the page, who then pays with another card", async () => {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    const declined = await payWith(url, DECLINED);
    expect(declined.status).toBe(402);
    const text = await declined.text();
    expect(text).toContain("Your card was declined.");
    expect(text).toContain('value="Mei Tanaka"');
    expect(text).not.toContain('4000 0000 0000 0002"');
    expect((await desk.stripe.retrieveCheckout(id)).status).toBe("open");
    expect((await payWith(url, PAYS)).status).toBe(303);
    await desk.standIn.webhooksDone();
    const { paymentIntentId } = await desk.stripe.retrieveCheckout(id);
    const about = desk.received
      .filter(({ event }) => [id, paymentIntentId].includes(event.objectId))
      .map(({ event }) => event.type);
    expect(about.toSorted()).toEqual([
      "checkout.session.completed",
      "payment_intent.payment_failed",
      "payment_intent.succeeded",
    ]);
  });

  it("asks the bank: declined stays, approved pays", async () => {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    const toBank = await payWith(url, ASKS_BANK);
    expect([toBank.status, toBank.headers.get("location")]).toEqual([303, `/pay/${id}/bank`]);
    expect(await (await fetch(`${url}/bank`)).text()).toContain("Approve payment");
    const declined = await answerBank(url, "decline");
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain("Your bank did not approve");
    expect((await answerBank(url, "approve")).status).toBe(402);
    await payWith(url, ASKS_BANK);
    expect((await answerBank(url, "approve")).status).toBe(303);
    expect((await desk.stripe.retrieveCheckout(id)).paymentStatus).toBe("paid");
  });

  it.each([
    [{ number: "4111 1111 1111 1111" }, "only the test card numbers"],
    [{ expiry: "13 / 30" }, "month / year"],
    [{ expiry: "01 / 20" }, "in the past"],
    [{ cvc: "12" }, "three digits"],
    [{ email: "mei" }, "e-mail address"],
    [{ name: " " }, "name on the card"],
  ])("says what to do about %j", async (changes, words) => {
    const { url } = await desk.stripe.createCheckout(newCheckout());
    const answer = await payWith(url, PAYS, changes);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });

  it("answers an unknown and an expired session calmly", async () => {
    expect((await fetch(`${desk.standIn.url}/pay/cs_test_nobody`)).status).toBe(404);
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    await desk.stripe.expireCheckout(id);
    const closed = await fetch(url);
    expect(closed.status).toBe(410);
    expect(await closed.text()).toContain("Nothing was charged.");
  });
});
