import { describe, expect, it } from "vitest";
import { CARE_LINES, screenText } from "../../../lib/intake/screen-text.ts";
import type { ScreenTier } from "../../../lib/intake/screen.ts";

const TIERS: ScreenTier[] = ["A", "B", "C", "clear"];

describe("screenText", () => {
  it("sends A to emergency care and says that nothing is booked", () => {
    const text = screenText("A", CARE_LINES["CA-BC"]);
    expect(text.body).toContain("Call 911");
    expect(text.body).toContain("Do not drive yourself. We have not booked an appointment.");
    expect(text.emergency).toBe("911");
  });
  it("sends B to a doctor or nurse, with the region's nurse line", () => {
    expect(screenText("B", CARE_LINES["CA-BC"]).body).toContain("In BC you can call 8-1-1 (HealthLink BC)");
    expect(screenText("B", CARE_LINES["CA-ON"]).body).toContain("In Ontario you can call 8-1-1 (Health811)");
  });
  it("offers C an assessment", () => {
    expect(screenText("C", CARE_LINES["CA-BC"]).body).toContain("You can book an assessment.");
  });
  it.each(TIERS)("%s: carries the notice, gives no all-clear, names no diagnosis", (tier) => {
    const { title, body, notice } = screenText(tier, CARE_LINES["CA-BC"]);
    expect(notice).toBe("This form is not medical advice and is not monitored in real time.");
    expect(`${title} ${body}`).not.toMatch(/\bfine\b|safe|stroke|arteritis|meningitis|no red flags/i);
  });
});
