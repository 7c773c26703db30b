import { expect, it } from "vitest";
import { shownAgain } from "../../../lib/server/shown-again.ts";

it("gives back what was typed, but no password, code or PIN", () => {
  const typed = {
    email: "ada@example.test",
    code: "123456",
    pin: "2580",
    newPassword: "correct horse",
    postcode: "V5K 0A1",
  };
  expect(shownAgain(typed)).toEqual({ email: "ada@example.test", postcode: "V5K 0A1" });
});
