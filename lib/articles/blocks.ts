/** What an article can consist of, and nothing else: the closed vocabulary that pages draw. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis"; parts: Inline[] }
  | { kind: "link"; href: string; parts: Inline[] }
  | { kind: "break" };

export type Block =
  | { kind: "heading"; level: 2 | 3; id: string; parts: Inline[] }
  | { kind: "paragraph"; parts: Inline[] }
  | { kind: "list"; ordered: boolean; items: Block[][] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

const inlineText = (part: Inline): string =>
  part.kind === "text" ? part.text : part.kind === "break" ? " " : part.parts.map(inlineText).join("");

export const wordsOf = (parts: readonly Inline[]): string => parts.map(inlineText).join("");

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return [wordsOf(block.parts)];
    case "list":
      return block.items.flatMap((item) => item.flatMap(linesOf));
    case "quote":
      return block.blocks.flatMap(linesOf);
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(wordsOf).join(" "));
    case "rule":
      return [];
  }
}

/** The words alone, a line for each part, to be searched and to be quoted from. */
export const plainText = (blocks: readonly Block[]): string => blocks.flatMap(linesOf).join("\n");
