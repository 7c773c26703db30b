import { describe, expect, it } from "vitest";
import { sayChange, sayPhases, sayRange, sayRate } from "../../../components/insights/shares.ts";

const share = (n: number, of: number) => ({ n, of, rate: of < 5 ? null : n / of });

describe("shares in words", () => {
  it("says a share, or that there are too few", () => {
    expect([sayRate(share(17, 20)), sayRate(share(2, 3))]).toEqual(["85%", "Too few to say"]);
  });
  it("says the change in points", () => {
    const day = "Tue, Oct 27";
    expect(sayChange(share(17, 20), share(16, 20), day)).toBe("5 points more than on Tue, Oct 27");
    expect(sayChange(share(80, 100), share(81, 100), day)).toBe("1 point less than on Tue, Oct 27");
    expect(sayChange(share(17, 20), share(17, 20), day)).toBe("as on Tue, Oct 27");
    expect(sayChange(share(17, 20), share(1, 2), day)).toBe("");
  });
  it("gives a range and names nobody", () => {
    expect(sayRange([share(17, 20), share(18, 20), share(1, 2)], "visits due took place")).toBe(
      "Between 85% and 90% of the visits due took place.",
    );
    expect(sayRange([share(1, 2)], "visits due took place")).toBe("Too few to say yet how many visits due took place.");
  });
  it("finds the phase in which most is lost, by share", () => {
    expect(
      sayPhases([
        { name: "Intensive", planned: 100, attended: 90 },
        { name: "Spacing out", planned: 20, attended: 15 },
        { name: "Maintenance", planned: 4, attended: 0 },
      ]),
    ).toContain("“Spacing out”: 5 of 20");
    expect(sayPhases([{ name: "Intensive", planned: 5, attended: 5 }])).toBe("Every visit that was due took place.");
  });
});
