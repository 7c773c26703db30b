import { describe, expect, it } from "vitest";
import { disabledWords, dueWords, onlineState } from "../../../lib/payments/online-state.ts";
import { refusedWords } from "../../../lib/payments/refused-words.ts";

const account = { charges: false, submitted: false, disconnectedAt: null };

describe("onlineState", () => {
  it("follows the account", () => {
    expect(onlineState(null, true)).toBe("own_key");
    expect(onlineState(null, false)).toBe("none");
    expect(onlineState(account, true)).toBe("details");
    expect(onlineState({ ...account, submitted: true }, true)).toBe("restricted");
    expect(onlineState({ ...account, submitted: true, charges: true }, true)).toBe("active");
  });

  it("never goes back to the key's own account once one was taken away", () => {
    expect(onlineState({ ...account, charges: true, disconnectedAt: new Date() }, true)).toBe("gone");
  });
});

describe("dueWords", () => {
  it("says each thing once, in Stripe's order", () => {
    expect(
      dueWords(["external_account", "person_1.first_name", "representative.dob.day", "tos_acceptance.ip"]),
    ).toEqual([
      "The bank account that Stripe pays out to",
      "Who owns or represents the business",
      "Your agreement to Stripe’s terms",
    ]);
    expect(dueWords(["person_1.verification.document"])).toEqual([
      "A document that shows who somebody is, or that the business is registered",
    ]);
  });

  it("has words for what it does not know", () => {
    expect(dueWords(["something.new"])).toEqual(["More details that Stripe’s page names"]);
  });
});

it("tells waiting, checking, paused and refused accounts apart", () => {
  const said = ["requirements.past_due", "under_review", "listed", "rejected.fraud", null].map(disabledWords);
  expect(new Set(said).size).toBe(4);
  expect(said[0]).toBe(said[4]);
});

it("says why Stripe refused a refund, and what to do", () => {
  expect(refusedWords("account_invalid")).toMatch(/taken away/);
  expect(refusedWords("balance_insufficient")).toMatch(/too little money/);
  expect(refusedWords("something_new")).toMatch(/Stripe refused it/);
  expect(refusedWords(null)).toBeNull();
});
