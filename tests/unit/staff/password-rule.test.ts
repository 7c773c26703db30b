// Long and one's own is good enough; what everybody tries first is not, however it is dressed up.
import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPart, passwordProblem } from "../../../lib/staff/password-rule.ts";

const about = ["Ruth", "Feldman", "harbour", "clinic"];
const ask = { factorOn: false, about, isListed: () => false };

test.each([
  "seven calm herons by the water",
  "Les oies volent vers Gabriola",
  "kZ8#rPq2-vL0!mTx",
  "七匹の落ち着いた鷺が水辺に立っている",
])("%s is taken", (password) => {
  expect(passwordProblem(password, ask)).toBeNull();
});

test.each([
  "passwordpassword",
  "P@ssw0rd2026!!!!!",
  "Password12345678",
  "123456789012345",
  "qwertyuiopasdfghjkl",
  "aaaaaaaaaaaaaaaaaaa",
  "abcdefghijklmnopqrst",
  "RuthFeldman1984!!",
  "HarbourClinic2026",
  "welcome-to-vancouver",
  "Summer2026Summer2026",
  "xy!xy!xy!xy!xy!xy!",
])("%s is not", (password) => {
  expect(passwordProblem(password, ask)).toMatch(/first that somebody would guess/);
});

test("fifteen characters alone, twelve beside a second factor, counted as people count", () => {
  expect(passwordProblem("calm herons by", ask)).toMatch(/at least 15/);
  expect(passwordProblem("calm herons by", { ...ask, factorOn: true })).toBeNull();
  expect(passwordProblem("calm herons", { ...ask, factorOn: true })).toMatch(/at least 12/);
  expect(passwordProblem("🦢🦢🌊🏔️🌲🚣🦆🐚🌧️🪵", ask)).toMatch(/at least 15/);
  expect(passwordProblem("x".repeat(201), ask)).toMatch(/at most 200/);
});

test("an installation's own list is asked", () => {
  const isListed = (password: string) => password === "seven calm herons by the water";
  expect(passwordProblem("Seven calm herons by the water", { ...ask, isListed })).toMatch(/guess/);
});

test("any text has an own part that is no longer than the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      expect(ownPart(text, about).length).toBeLessThanOrEqual(text.normalize("NFKC").toLowerCase().length);
    }),
  );
});
