// Doors that programs use, as the built product answers them: never a fault, whatever comes in.
import { expect, test } from "@playwright/test";

test("a webhook that Stripe did not sign is a 400, whichever page was opened first", async ({ page, request }) => {
  await page.goto("/harbour");
  const unsigned = await request.post("/api/stripe/webhook", { data: {} });
  expect(unsigned.status()).toBe(400);
  const forged = await request.post("/api/stripe/webhook", { data: {}, headers: { "stripe-signature": "t=1,v1=0" } });
  expect(forged.status()).toBe(400);
});

test("unknown and impossible names are not found", async ({ request }) => {
  for (const slug of ["nobody", "a%00b", "x".repeat(3000)]) {
    const answer = await request.get(`/api/v1/clinics/${slug}`);
    expect(answer.status()).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "not_found" });
  }
});

test("no other site may frame a page or learn its address", async ({ request }) => {
  const headers = (await request.get("/harbour")).headers();
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});
