// What Markdown may become: the closed vocabulary, whatever is typed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, type Block, type Inline } from "../../../lib/articles/blocks.ts";
import { readMarkdown } from "../../../lib/articles/read-markdown.ts";

const kinds = new Set(["heading", "paragraph", "list", "quote", "table", "rule"]);
const inlineKinds = new Set(["text", "strong", "emphasis", "link", "break"]);

function everyInline(blocks: readonly Block[]): Inline[] {
  const inside = (parts: readonly Inline[]): Inline[] =>
    parts.flatMap((part) => [part, ...("parts" in part ? inside(part.parts) : [])]);
  return blocks.flatMap((block) => {
    expect(kinds).toContain(block.kind);
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return inside(block.parts);
      case "list":
        return block.items.flatMap(everyInline);
      case "quote":
        return everyInline(block.blocks);
      case "table":
        return [block.head, ...block.rows].flatMap((row) => row.flatMap(inside));
      case "rule":
        return [];
    }
  });
}
const hrefs = (markdown: string) =>
  everyInline(readMarkdown(markdown)).flatMap((part) => (part.kind === "link" ? [part.href] : []));

describe("reading Markdown", () => {
  it("reads headings, strong words, lists, quotes and tables", () => {
    const blocks = readMarkdown(
      "# Sore *neck*\n\nIt **helps** to move.\n\n- one\n- two\n  1. three\n\n> said\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n---\n",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "list", "quote", "table", "rule"]);
    expect(blocks[0]).toMatchObject({ level: 2, id: "a-sore-neck" });
    expect(blocks[2]).toMatchObject({
      ordered: false,
      items: [[{ kind: "paragraph" }], [{}, { kind: "list", ordered: true }]],
    });
    expect(plainText(blocks)).toBe("Sore neck\nIt helps to move.\none\ntwo\nthree\nsaid\na b\n1 2");
  });

  it("gives each heading an id of its own, also where the letters are none of ours", () => {
    const ids = readMarkdown("## Pain\n\n## Pain\n\n## 头痛\n\n### Pain").flatMap((one) =>
      one.kind === "heading" ? [one.id] : [],
    );
    expect(ids).toEqual(["a-pain", "a-pain-2", "a-part", "a-pain-3"]);
  });

  it("leaves HTML the text it is", () => {
    const blocks = readMarkdown(
      'a <img src=x onerror=alert(1)> b\n\n<script>\nalert(1)\n</script>\n\n<iframe src="x">',
    );
    expect(everyInline(blocks).every(({ kind }) => kind === "text")).toBe(true);
    expect(plainText(blocks)).toContain("<script>\nalert(1)\n</script>");
  });

  it("leads by https, by path, within the page and to telephones, and nowhere else", () => {
    expect(hrefs("[a](https://example.org/x) [b](/harbour) [c](#a-pain) [d](tel:911) https://example.org/y")).toEqual([
      "https://example.org/x",
      "/harbour",
      "#a-pain",
      "tel:911",
      "https://example.org/y",
    ]);
    for (const href of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java\tscript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "//evil.example",
      "/\\evil.example",
      "http://example.org",
      "mailto:somebody@example.org",
    ])
      expect([href, ...hrefs(`[a](${href}) [b](<${href}>) <${href}>`)]).toEqual([href]);
    // The words of a link that leads nowhere stay.
    expect(plainText(readMarkdown("[come **in**](javascript:x)"))).toBe("come in");
  });

  it("shows a picture's words in its place", () => {
    expect(plainText(readMarkdown("![A neck](https://example.org/neck.png)"))).toBe("A neck");
  });

  it("ends with any text, however deep, in the vocabulary and with safe links alone", () => {
    const piece = fc.constantFrom(
      "#",
      "> ",
      "- ",
      "1. ",
      "**",
      "_",
      "[",
      "](",
      ")",
      "<b>",
      "`",
      "\n",
      "\n\n",
      "    ",
      "|",
      "javascript:",
      "word",
      "&lt;",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        const parts = everyInline(readMarkdown(pieces.join("")));
        expect(parts.filter(({ kind }) => !inlineKinds.has(kind))).toEqual([]);
        const led = parts.flatMap((part) => (part.kind === "link" ? [part.href] : []));
        expect(led.filter((href) => !/^(https:\/\/|\/(?!\/)|#|tel:)/.test(href))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  const steps = ["> ", "- ", "1. ", "*", "_", "**a ", "**a\n", "[", "[a](", "*_", "|a", "`a ``b ", "<a "];
  it.each([...steps.map((step) => step.repeat(40_000 / step.length)), `${"**a ".repeat(50)}\n\n`.repeat(190)])(
    "reads within a second what nests or is marked all the way: %.12s",
    (markdown) => {
      const begun = performance.now();
      readMarkdown(markdown);
      expect(performance.now() - begun).toBeLessThan(1_000);
    },
  );
});
