import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scopeRules } from "../../../db/seed/rows/scope-rules.ts";
import type { ScopeRule } from "../../../db/seed/rows/scope-rules.ts";
import { checkScope } from "../../../lib/charting/scope.ts";
import type { Licence } from "../../../lib/charting/scope.ts";

const licence: Licence = { profession: "rmt", credentials: [], restrictions: [], validFrom: "2026-01-01" };
const date = "2026-06-15";

describe("checkScope", () => {
  it("is met by exactly what it says it needs", () => {
    fc.assert(
      fc.property(fc.constantFrom(...scopeRules), ({ technique, profession, cell }) => {
        const facts = { technique, licence: { ...licence, profession }, consent: [] as string[], date };
        const first = checkScope(scopeRules, facts);
        const held = (kind: string) =>
          first.needs.filter((need) => need.startsWith(`${kind}:`)).map((need) => need.slice(kind.length + 1));
        const met = {
          ...facts,
          licence: { ...facts.licence, credentials: held("credential") },
          consent: held("consent"),
        };
        expect(checkScope(scopeRules, met)).toEqual({ allowed: cell !== "denied", needs: [] });
        expect(first.allowed).toBe(cell === "allowed");
      }),
    );
  });
  it("denies where no row has begun", () => {
    const later: ScopeRule = {
      technique: "swedish",
      profession: "rmt",
      cell: "allowed",
      effectiveFrom: "2026-07-01",
      source: "clinic",
    };
    expect(checkScope([later], { technique: "swedish", licence, consent: [], date }).allowed).toBe(false);
    expect(checkScope([later], { technique: "swedish", licence, consent: [], date: "2026-07-01" }).allowed).toBe(true);
    expect(checkScope([], { technique: "swedish", licence, consent: [], date }).allowed).toBe(false);
  });
  it("follows a newer row of the clinic", () => {
    const denied: ScopeRule = {
      technique: "swedish",
      profession: "rmt",
      cell: "denied",
      effectiveFrom: "2026-05-01",
      source: "clinic",
    };
    expect(checkScope([...scopeRules, denied], { technique: "swedish", licence, consent: [], date }).allowed).toBe(
      false,
    );
  });
});
