// What is sealed opens with the same secret, for the same purpose and owner, and unchanged; else not at all.
import { expect, test } from "vitest";
import { seal, sealBytes, unseal, unsealBytes } from "../../lib/seal.ts";

const secret = "a test secret of at least thirty-two characters";

test("opens again, and looks different each time", () => {
  const [one, two] = [seal(secret, "seed", "ruth", "hush"), seal(secret, "seed", "ruth", "hush")];
  expect(unseal(secret, "seed", "ruth", one)).toBe("hush");
  expect(one.sealed).not.toBe(two.sealed);
  expect(one.keyId).toBe(two.keyId);
  expect(JSON.stringify(one)).not.toContain("hush");
});

test("another secret or purpose is another key", () => {
  const sealed = seal(secret, "seed", "ruth", "hush");
  expect(unseal(`${secret}!`, "seed", "ruth", sealed)).toBeNull();
  expect(unseal(secret, "other", "ruth", sealed)).toBeNull();
});

test("another owner, or a changed byte anywhere, is refused", () => {
  const sealed = seal(secret, "seed", "ruth", "hush");
  expect(() => unseal(secret, "seed", "omar", sealed)).toThrow(/authenticate/);
  const bytes = Buffer.from(sealed.sealed, "base64url");
  for (let place = 0; place < bytes.length; place++) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    expect(() => unseal(secret, "seed", "ruth", { ...sealed, sealed: changed.toString("base64url") })).toThrow(
      /authenticate/,
    );
  }
});

test("bytes that are no text come back as they were", () => {
  const bytes = Buffer.from([0, 255, 254, 128, 10, 0]);
  const sealed = sealBytes(secret, "file", "clinic row", bytes);
  expect(sealed.sealed.includes(bytes)).toBe(false);
  expect(unsealBytes(secret, "file", "clinic row", sealed)?.equals(bytes)).toBe(true);
  expect(unsealBytes(`${secret}!`, "file", "clinic row", sealed)).toBeNull();
  expect(() => unsealBytes(secret, "file", "clinic other", sealed)).toThrow(/authenticate/);
});
