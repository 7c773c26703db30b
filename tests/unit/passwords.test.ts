import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "../../lib/passwords.ts";

describe("passwords", () => {
  it("are kept as argon2id with a salt of their own", async () => {
    const [first, second] = [await hashPassword("blue heron"), await hashPassword("blue heron")];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(second).not.toBe(first);
  });

  it("are known again, however the accents were typed, and told apart", async () => {
    const hash = await hashPassword("crème brûlée");
    expect(await verifyPassword("cre\u0300me bru\u0302le\u0301e", hash)).toBe(true);
    expect(await verifyPassword("creme brulee", hash)).toBe(false);
  });

  it("never match a missing or broken hash", async () => {
    expect(await verifyPassword("blue heron", null)).toBe(false);
    expect(await verifyPassword("blue heron", "$argon2id$nonsense")).toBe(false);
  });
});
