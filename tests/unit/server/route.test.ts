// What the API's doorway says about bodies that cannot be used.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readBody, readForm, route, type SentForm } from "../../../lib/server/route.ts";

const shape = z.union([
  z.object({ who: z.string().min(2), hold: z.string() }),
  z.object({ who: z.string().min(2), service: z.string(), start: z.string() }),
]);

type Answer = { status: number; code: string; fields?: { field: string }[] };

async function answer(body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  const response = await route(request, {}, async () => {
    await readBody(request, shape);
    return Response.json({ code: "read" });
  });
  return { ...((await response.json()) as Answer), status: response.status };
}

test("a body that fits is read", async () => {
  expect(await answer(`{"who":"Ada","hold":"h"}`)).toMatchObject({ status: 200, code: "read" });
});

test("of several shapes, the fields of the closest one are named", async () => {
  const { fields } = await answer(`{"who":"A","service":"s","start":"now"}`);
  expect(fields?.map(({ field }) => field)).toEqual(["who"]);
});

test.each([
  ["half a body", `{"who":`],
  ["a NUL character in a text", String.raw`{"who":"A\u0000da","hold":"h"}`],
  ["a NUL character in a name", String.raw`{"who":"Ada","hold":"h","a\u0000":1}`],
  ["a list so deep that nobody wrote it", "[".repeat(100_000)],
  ["half a character", String.raw`{"who":"A\ud800","hold":"h"}`],
])("%s is a 422, never a fault", async (_name, body) => {
  expect(await answer(body)).toMatchObject({ status: 422, code: "invalid" });
});

test.each([
  ["none", ""],
  ["a form's, which any site may send", "application/x-www-form-urlencoded"],
  ["text, which any site may send", "text/plain;charset=UTF-8"],
  ["something that only begins like it", "application/jsonp"],
])("a content type that is not JSON's is a 415: %s", async (_name, type) => {
  expect(await answer("{}", { "content-type": type })).toMatchObject({ status: 415, code: "wrong_type" });
});

test("a body without an end is left where the limit is, whatever length it announced", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  expect(await answer(endless)).toMatchObject({ status: 413, code: "too_large" });
  expect(sent).toBeLessThan(1_000_000);
});

test("text as deep as anything we ask for is read; brackets inside texts are text", async () => {
  expect(await answer(JSON.stringify({ who: "[{".repeat(5_000), hold: '\\"[[' }))).toMatchObject({ status: 200 });
  expect((await answer(`{"who":${"[".repeat(20)}${"]".repeat(20)}}`)).fields).toBeUndefined();
});

test.each([
  ["another site", { origin: "https://elsewhere.example" }],
  ["a page in a sandbox", { origin: "null" }],
  ["a browser that says so itself", { "sec-fetch-site": "cross-site" }],
])("GT-02 posts from elsewhere are a 403: %s", async (_name, headers) => {
  expect(await answer(`{"who":"Ada","hold":"h"}`, headers)).toMatchObject({ status: 403, code: "forbidden" });
});

test("names and values that the sender made up are not repeated", async () => {
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ answers: { canaryname: 1, known: "canaryvalue" }, canaryother: 1 }),
  });
  const strict = z.strictObject({ answers: z.record(z.string(), z.enum(["yes", "no"])) });
  const response = await route(request, {}, async () => Response.json(await readBody(request, strict)));
  const text = await response.text();
  expect(text).toContain('"field":"answers.…"');
  expect(text).not.toContain("canary");
});

describe("a form with a file", () => {
  async function sent(body: BodyInit, headers: Record<string, string> = {}, mostKb = 16) {
    const request = new Request("http://localhost:3000/", { method: "POST", body, headers });
    let form: SentForm | null = null;
    const response = await route(request, {}, async () => {
      form = await readForm(request, mostKb);
      return Response.json({ code: "read" });
    });
    return { status: response.status, ...((await response.json()) as { code: string }), form: form as SentForm | null };
  }
  const withFile = (size: number) => {
    const form = new FormData();
    form.set("label", "A\0 letter");
    form.set("file", new Blob([new Uint8Array(size).fill(200)], { type: "text/html" }), "../../etc/passwd");
    return form;
  };

  test("is read by its bytes; what the file calls itself is left outside", async () => {
    const { form, status } = await sent(withFile(3));
    expect({ status, texts: { ...form!.texts }, files: { ...form!.files } }).toEqual({
      status: 200,
      texts: { label: "A letter" },
      files: { file: new Uint8Array([200, 200, 200]) },
    });
  });

  test("is left where its limit is", async () => {
    const whole = new Response(withFile(16 * 1024));
    const headers = { "content-type": whole.headers.get("content-type")! };
    expect(await sent(await whole.arrayBuffer(), headers)).toMatchObject({
      status: 413,
      code: "too_large",
      form: null,
    });
  });

  test.each([
    ["another type", "{}", "application/json", 415],
    ["no boundary", "--b", "multipart/form-data; boundary=", 422],
    [
      "cut in the middle",
      '--b\r\ncontent-disposition: form-data; name="file"\r\n\r\n%PD',
      "multipart/form-data; boundary=b",
      422,
    ],
  ])("with %s is refused, never a fault", async (_what, body, type, status) => {
    expect(await sent(body, { "content-type": type })).toMatchObject({ status, form: null });
  });
});
