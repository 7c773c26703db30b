import { expect, it } from "vitest";
import { cookieName } from "../../../lib/server/cookie-name.ts";

it.each([
  [true, "/", "__Host-taper-passkey"],
  [true, "/harbour", "__Secure-taper-passkey"],
  [false, "/", "taper-passkey"],
  [false, "/harbour", "taper-passkey"],
])("over https %s at %s it is %s", (https, path, expected) => {
  expect(cookieName("taper-passkey", { https, path })).toBe(expected);
});
