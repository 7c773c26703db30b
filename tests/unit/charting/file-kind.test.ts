// Which files a chart takes: by their first bytes alone.
import { describe, expect, it } from "vitest";
import { kindOf, sizeWords } from "../../../lib/charting/file-kind.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("the kind of a file", () => {
  it.each([
    ["%PDF-1.7\n…", "pdf"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"],
    ["\x89PNG\r\n\x1a\n\0\0", "png"],
  ])("knows %j", (text, kind) => {
    expect(kindOf(bytes(text))).toBe(kind);
  });

  it.each([
    "",
    "%PDF",
    " %PDF-1.7",
    "\xff\xd8",
    "\x89PNG\n\x1a\n",
    "<html>%PDF-",
    "GIF89a",
    "PK\x03\x04",
    "RIFF0000WEBP",
  ])("takes nothing else: %j", (text) => {
    expect(kindOf(bytes(text))).toBeNull();
  });
});

it("says sizes as people do", () => {
  expect([1, 1023, 1024, 245_760, 10 * 1024 * 1024].map(sizeWords)).toEqual([
    "1 byte",
    "1023 bytes",
    "1 kB",
    "240 kB",
    "10.0 MB",
  ]);
});
