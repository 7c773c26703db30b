// Doors that programs use, as the built product answers them: never a fault, whatever comes in.
import { expect, test } from "@playwright/test";

test("WH-01 a webhook that Stripe did not sign is a 400, whichever page was opened first", async ({
  page,
  request,
}) => {
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

test("a patient’s own pages at a clinic that is not there are not found, not a fault", async ({ page }) => {
  for (const own of ["", "/diary", "/check-in/00000000-0000-7000-8000-000000000000"]) {
    const answer = await page.goto(`/nobody/me${own}`);
    expect(answer!.status()).toBe(404);
  }
});

test("a form without a boundary at an address that leads nowhere is not found, not a fault", async ({ request }) => {
  const lost = await request.post("/api/stripe/.env", {
    data: "x",
    headers: { "content-type": "multipart/form-data" },
  });
  expect(lost.status()).toBe(404);
  expect(await lost.json()).toMatchObject({ code: "not_found" });
});

test("UR-01 no other site may frame a page or learn its address", async ({ request }) => {
  const headers = (await request.get("/harbour")).headers();
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("a plan's preview is described, answered, and refused with the field that is wrong", async ({ request }) => {
  const door = "/api/v1/clinics/harbour/plans/preview";
  const described = (await (await request.get("/api/v1/openapi.json")).json()) as { paths: Record<string, unknown> };
  expect(described.paths["/api/v1/clinics/{clinic}/plans/preview"]).toHaveProperty("post");
  const start = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const shown = await request.post(door, { data: { template: "T6", start, preferences: { notBefore: "10:00" } } });
  expect(shown.status()).toBe(200);
  const course = (await shown.json()) as { placements: { start: string | null }[] };
  expect(course.placements).toHaveLength(21);
  for (const { start: at } of course.placements) expect(at === null || Number(at.slice(11, 13)) >= 10).toBe(true);
  const refused = async (data: object | string) => {
    const answer = await request.post(door, { data, headers: { "content-type": "application/json" } });
    const { code, fields } = (await answer.json()) as { code: string; fields?: { field: string }[] };
    return [answer.status(), code, ...(fields ?? []).map(({ field }) => field)];
  };
  expect(await refused({ template: "T99", start })).toEqual([404, "not_found"]);
  expect(await refused({ template: "T6", start: "tomorrow" })).toEqual([422, "invalid", "start"]);
  expect(await refused({ template: "T6", start: "2020-01-01" })).toEqual([422, "invalid", "start"]);
  expect(await refused({ template: "T6", start, preferences: { weekdays: ["Mon"] } })).toEqual([
    422,
    "invalid",
    "preferences.weekdays.0",
  ]);
  expect(await refused({ template: "T".repeat(20_000), start })).toEqual([413, "too_large"]);
  expect(await refused(Buffer.from("{"))).toEqual([422, "invalid"]);
});
