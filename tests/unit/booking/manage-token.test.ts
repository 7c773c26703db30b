import fc from "fast-check";
import { expect, test } from "vitest";
import { manageToken, readManageToken } from "../../../lib/booking/manage-token.ts";

const ctx = { clinicId: "01a20ed2-1980-7fd9-a95e-41f9a14c08dd", secret: "one secret of thirty-two characters" };

test("names clinic and chain, in 64 characters safe in an address", () => {
  fc.assert(
    fc.property(fc.uuid(), (chainId) => {
      const token = manageToken(ctx, chainId);
      expect(token).toMatch(/^[\w-]{64}$/);
      expect(readManageToken(ctx.secret, token)).toEqual({ clinicId: ctx.clinicId, chainId });
    }),
  );
});

test("BK-01 another secret, another character or other text is simply not found", () => {
  const token = manageToken(ctx, "01a20ed2-1980-7974-a9e6-0bca71a88813");
  const last = token.endsWith("A") ? "B" : "A";
  for (const bad of [`${token.slice(0, -1)}${last}`, `B${token.slice(1)}`, "", "nonsense", `${token}A`, token.slice(4)])
    expect(() => readManageToken(ctx.secret, bad)).toThrow(expect.objectContaining({ code: "not_found" }));
  expect(() => readManageToken("another secret of enough characters", token)).toThrow(
    expect.objectContaining({ code: "not_found" }),
  );
});
