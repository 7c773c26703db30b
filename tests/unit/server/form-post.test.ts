// PX-03 What is posted to a page is looked at before the framework unpacks it: forms of ours pass, everything else is refused by its shape.
import { expect, test } from "vitest";
import { mustBeForm } from "../../../lib/server/form-post.ts";

const id = "70".padEnd(42, "a");
const url = "http://localhost:3000/harbour";

function form(fields: Record<string, string>, action: string | null = null) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return mustBeForm(new Request(url, { method: "POST", body }), action);
}
const text = (body: string, type = "text/plain;charset=UTF-8", action: string | null = id) =>
  mustBeForm(new Request(url, { method: "POST", body, headers: { "content-type": type } }), action);

test("forms pass with scripts and without, with whatever people type", async () => {
  await form({ name: "$1:constructor", $ACTION_KEY: "k", [`$ACTION_ID_${id}`]: "" });
  await form({
    $ACTION_REF_1: "",
    "$ACTION_1:0": JSON.stringify({ id, bound: "$@1" }),
    "$ACTION_1:1": JSON.stringify(["harbour", "token", { ok: false, message: "$undefined", values: { a: ["b"] } }]),
  });
  await form({ 0: JSON.stringify(["harbour", { ok: false, fields: "$undefined" }, "$K1"]), "1_name": "[[[[" }, id);
  await expect(text(JSON.stringify(["$$100 and more", null, 5]))).resolves.toBeUndefined();
});

test.each([
  "$1:constructor:constructor",
  "$F0",
  "$@0",
  "$@2",
  "$Q1",
  "$W1",
  "$B1",
  "$o1",
  "$i1",
  "$n1e9",
  "$S_x",
  "$T",
  "$",
  "$L0",
  "$0",
  "$K",
  "$K1\n",
  "$Dtomorrow",
])("a reference that no form of ours makes is refused: %s", async (made) => {
  const refused = { code: "invalid" };
  await expect(form({ 0: JSON.stringify([made]) }, id)).rejects.toMatchObject(refused);
  await expect(form({ 0: JSON.stringify([{ a: [made] }]) }, id)).rejects.toMatchObject(refused);
  await expect(form({ "$ACTION_1:1": JSON.stringify([made]) })).rejects.toMatchObject(refused);
  await expect(text(JSON.stringify([made]))).rejects.toMatchObject(refused);
});

test.each([
  ["no arguments", { other: "[]" }],
  ["half of them", { 0: `["harbour"` }],
  ["no list", { 0: `{"then":1}` }],
  ["too many", { 0: JSON.stringify(Array(9).fill(1)) }],
  ["too deep", { 0: "[".repeat(21) + "]".repeat(21) }],
])("called by a script with %s, it is refused", async (_what, fields) => {
  await expect(form(fields as Record<string, string>, id)).rejects.toMatchObject({ code: "invalid" });
});

test.each(["\0", "a\0b", "\ud800", "\udfffx"])(
  "an action is bound to no text that cannot be kept: %j",
  async (text) => {
    const refused = { code: "invalid" };
    for (const bound of [[text], [{ a: text }], [{ [text]: 1 }], [["harbour", text]]]) {
      await expect(form({ 0: JSON.stringify(bound) }, id)).rejects.toMatchObject(refused);
      await expect(form({ "$ACTION_1:1": JSON.stringify(bound) })).rejects.toMatchObject(refused);
    }
  },
);

test("any form of a page passes, whatever its number", async () => {
  const named = JSON.stringify({ id, bound: "$@1" });
  const many = { $ACTION_REF_12: "", "$ACTION_12:0": named, "$ACTION_12:1": `["harbour",null]`, start: "now" };
  await expect(form(many)).resolves.toBeUndefined();
  await expect(form({ ...many, "$ACTION_12:2": "[]" })).rejects.toMatchObject({ code: "invalid" });
});

test("names of fields are plain", async () => {
  for (const name of ["a\0b", "n\u00e4me", "a\u007f", "\ud800"])
    await expect(form({ [name]: "x" })).rejects.toMatchObject({ code: "invalid" });
});

test("an action is named by its id, or not at all", async () => {
  await expect(form({ 0: "[]" }, "x".repeat(42))).rejects.toMatchObject({ code: "invalid" });
  await expect(form({ "$ACTION_ID_../../x": "" })).rejects.toMatchObject({ code: "invalid" });
  await expect(form({ "$ACTION_1:0": `{"id":"${id}","bound":"$@9"}` })).rejects.toMatchObject({ code: "invalid" });
});

test("another kind of body is a refusal of its own, as is a body that breaks off, has no boundary, or is too long", async () => {
  for (const type of ["application/json", "application/x-www-form-urlencoded", "", "multipart/form-data"])
    await expect(text("[]", type)).rejects.toMatchObject({ code: "wrong_type" });
  await expect(text("[]", "text/plain", null)).rejects.toMatchObject({ code: "wrong_type" });
  for (const boundary of ["multipart/form-data; boundary=", "multipart/form-data; boundary=x"])
    await expect(text("--x\r\ncontent-disposition: form-da", boundary)).rejects.toMatchObject({ code: "invalid" });
  await expect(form({ name: "x".repeat(300_000) })).rejects.toMatchObject({ code: "too_large" });
});

test("a body that is too long is refused at once where another still holds it, as the proxy's copy of a request", async () => {
  const body = new FormData();
  body.set("name", "x".repeat(300_000));
  const post = new Request(url, { method: "POST", body });
  await expect(mustBeForm(post.clone(), null)).rejects.toMatchObject({ code: "too_large" });
});
