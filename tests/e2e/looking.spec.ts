// What looks at an address without a person behind it: mail scanners, link previews, other people's pages, caches. None of them changes anything.
import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import postgres from "postgres";
import { planToken } from "../../lib/plans/plan-token.ts";
import { linkIn, mailTo, newPerson, signIn, type Person } from "./people";

// Nobody else works in this clinic, so that whatever changes was changed from here.
const slug = "lakeside";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env["DATABASE_URL"]!, { max: 1, onnotice: () => {} });
});
test.afterAll(() => sql.end());

/** One line for everything that is kept about the clinic. */
async function digest(): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'clinic_id' order by 1`;
  const [clinic] = await sql<{ id: string }[]>`select id from clinics where slug = ${slug}`;
  const hashes: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ hash: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${name}" t where clinic_id = $1`,
      [clinic!.id],
    );
    hashes.push(`${name} ${row!.hash}`);
  }
  return hashes.join("\n");
}

/** The digest once the worker has nothing left to do. */
async function settled(): Promise<string> {
  let before = "";
  await expect
    .poll(
      async () => {
        const now = await digest();
        const still = now === before;
        before = now;
        return still;
      },
      { intervals: [1_500], timeout: 60_000 },
    )
    .toBe(true);
  return before;
}

async function booked(request: APIRequestContext, person: Person): Promise<string> {
  const door = `/api/v1/clinics/${slug}`;
  const clinic = (await (await request.get(door)).json()) as {
    services: { id: string }[];
    screen: { version: string; questions: { id: string; when?: unknown }[] };
  };
  const from = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  const to = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const service = clinic.services[0]!.id;
  const { slots } = (await (await request.get(`${door}/slots?service=${service}&from=${from}&to=${to}`)).json()) as {
    slots: { start: string }[];
  };
  const answers = Object.fromEntries(clinic.screen.questions.filter(({ when }) => !when).map(({ id }) => [id, "no"]));
  const answer = await request.post(`${door}/appointments`, {
    headers: { "idempotency-key": person.email },
    data: {
      service,
      start: slots[Math.floor(Math.random() * slots.length)]!.start,
      patient: { name: person.name, birthDate: "1986-04-17", email: person.email },
      screen: { version: clinic.screen.version, answers },
      consent: true,
      pay: "clinic",
    },
  });
  expect(answer.status()).toBe(201);
  return linkIn(await mailTo(person.email, /^Your appointment at/));
}

async function invited(page: Page, person: Person): Promise<string> {
  await signIn(page, "grace@lakeside.test");
  await page.goto("/owner/people");
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await page.getByLabel("E-mail", { exact: true }).fill(person.email);
  await page.getByLabel("Role").selectOption({ label: "Front desk" });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  return linkIn(await mailTo(person.email, /^Join /));
}

async function planLink(): Promise<string> {
  const [plan] = await sql<{ id: string; clinicId: string }[]>`
    select p.id, p.clinic_id as "clinicId" from plans p join clinics c on c.id = p.clinic_id where c.slug = ${slug}
    order by p.status = 'offered' desc, p.id limit 1`;
  const secret = process.env["AUTH_SECRET"]!;
  return `/${slug}/plan/${planToken({ clinicId: plan!.clinicId, secret }, plan!.id)}`;
}

test("GT-01 looking at what mail leads to changes no row of the clinic", async ({ page, request }) => {
  const booking = await booked(request, newPerson("Lea Look"));
  const addresses = [
    `/${slug}`,
    booking,
    `${booking}/calendar.ics`,
    `${booking}/move`,
    await planLink(),
    await invited(page, newPerson("Ivo Invited")),
  ];
  const before = await settled();
  for (const address of addresses)
    for (const method of ["GET", "HEAD", "OPTIONS"])
      for (let turn = 0; turn < 3; turn++) {
        const answer = await request.fetch(address, { method });
        expect([address, method, answer.status() < 500]).toEqual([address, method, true]);
        if (method === "GET") expect([address, answer.status()]).toEqual([address, 200]);
      }
  expect(await digest()).toBe(before);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("GT-02 a form that comes from elsewhere, or from nowhere, changes nothing", async ({ page, request }) => {
    const booking = await booked(request, newPerson("Cy Sent"));
    await page.goto(booking);
    const form = page.locator("form", {
      has: page.getByRole("button", { name: "Yes, cancel it", includeHidden: true }),
    });
    const multipart = Object.fromEntries(
      await form
        .locator("input")
        .evaluateAll((inputs) =>
          inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value] as const),
        ),
    );
    expect(Object.keys(multipart).some((name) => name.startsWith("$ACTION"))).toBe(true);
    const own = new URL(booking).origin;
    const before = await settled();
    const refused: Record<string, string>[] = [
      { origin: "https://elsewhere.example" },
      { origin: "null" },
      {},
      { origin: own, "sec-fetch-site": "cross-site" },
      { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" },
    ];
    for (const headers of refused) {
      const answer = await request.post(booking, { multipart, headers, maxRedirects: 0 });
      expect([headers, answer.status() < 500]).toEqual([headers, true]);
      expect([headers, await digest()]).toEqual([headers, before]);
    }
    for (const method of ["GET", "HEAD"]) await request.fetch(booking, { method, params: multipart });
    await request.fetch(booking, { method: "PUT", multipart, headers: { origin: own } });
    expect(await digest()).toBe(before);
    // The same from our own page does what it says.
    await request.post(booking, { multipart, headers: { origin: own }, maxRedirects: 0 });
    await page.goto(booking);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit is cancelled");
  });
});

test("PX-04 what is for one person is stored nowhere", async ({ page, request }) => {
  const kept = (headers: Record<string, string>) => headers["cache-control"] ?? "";
  await signIn(page, "noah@lakeside.test");
  for (const path of ["/desk", "/desk/patients", "/api/desk/day?date=2026-12-01", "/account"]) {
    const answer = await page.request.get(path);
    expect([path, kept(answer.headers())]).toEqual([path, expect.stringContaining("no-store")]);
  }
  expect(kept((await request.get(await planLink())).headers())).toContain("no-store");
});

test("PX-05 the image optimiser is not there", async ({ request }) => {
  for (const url of ["/icon.svg", "https://elsewhere.example/x.avif"])
    expect((await request.get(`/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`)).status()).toBe(404);
});
