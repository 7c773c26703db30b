// Markdown becomes blocks of the closed vocabulary. Nothing passes that is not named here: HTML stays the text it is, and pictures their words.
import { Lexer, type Token, type Tokens } from "marked";
import { wordsOf, type Block, type Inline } from "./blocks.ts";
import { slugOf } from "./slug.ts";

/** Where a link may lead: other sites by https, pages of ours, parts of the same page, and telephones. */
const safeLink = /^(https:\/\/[^\s"<>]+|\/(?!\/)[^\s"<>\\]*|#[\w-]+|tel:\+?[\d-]+)$/;

const deepest = 8;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

const within = (token: Token): Token[] => ("tokens" in token ? ((token.tokens as Token[] | undefined) ?? []) : []);

/** The words of what has no parts; HTML as it was typed. */
const bare = (token: Token): string => (token.type !== "html" && "text" in token ? String(token.text) : token.raw);

const text = (said: string): Inline => ({
  kind: "text",
  text: said.replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (_all, name: string) => entities[name]!),
});

function inlineOf(token: Token, depth: number): Inline[] {
  const inside = () => inlinesOf(within(token), depth + 1);
  switch (token.type) {
    case "strong":
      return [{ kind: "strong", parts: inside() }];
    case "em":
      return [{ kind: "emphasis", parts: inside() }];
    case "del":
      return inside();
    case "br":
      return [{ kind: "break" }];
    case "link": {
      const { href } = token as Tokens.Link;
      return safeLink.test(href) ? [{ kind: "link", href, parts: inside() }] : inside();
    }
    case "text":
      return within(token).length ? inside() : [text(bare(token))];
    case "checkbox":
      return [];
    default:
      // An escape, code, a picture's words; HTML as it was typed.
      return [{ kind: "text", text: bare(token) }];
  }
}

const inlinesOf = (tokens: readonly Token[], depth: number): Inline[] =>
  depth > deepest
    ? [{ kind: "text", text: tokens.map(({ raw }) => raw).join("") }]
    : tokens.flatMap((token) => inlineOf(token, depth));

type Reading = { depth: number; ids: Map<string, number> };

/** `pain`, `pain-2`, …: so that each heading can be led to. */
function idOf(parts: readonly Inline[], ids: Map<string, number>): string {
  const bare = slugOf(wordsOf(parts)) || "part";
  const count = (ids.get(bare) ?? 0) + 1;
  ids.set(bare, count);
  // Apart from the ids that pages give to their own parts.
  return `a-${bare}${count > 1 ? `-${count}` : ""}`;
}

function blockOf(token: Token, reading: Reading): Block[] {
  const { depth, ids } = reading;
  const deeper = { depth: depth + 1, ids };
  const paragraph = (parts: Inline[]): Block[] => (parts.length ? [{ kind: "paragraph", parts }] : []);
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading": {
      const parts = inlinesOf(within(token), 0);
      // The title of the page is the one heading of the first level.
      return [{ kind: "heading", level: (token as Tokens.Heading).depth <= 2 ? 2 : 3, id: idOf(parts, ids), parts }];
    }
    case "list": {
      const { ordered, items } = token as Tokens.List;
      return [{ kind: "list", ordered, items: items.map((item) => blocksOf(item.tokens, deeper)) }];
    }
    case "blockquote":
      return [{ kind: "quote", blocks: blocksOf(within(token), deeper) }];
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: Tokens.TableCell[]) => row.map(({ tokens }) => inlinesOf(tokens, 0));
      return [{ kind: "table", head: cells(header), rows: rows.map(cells) }];
    }
    case "hr":
      return [{ kind: "rule" }];
    case "paragraph":
    case "text":
      return paragraph(within(token).length ? inlinesOf(within(token), 0) : inlineOf(token, 0));
    default:
      return paragraph([{ kind: "text", text: bare(token) }]);
  }
}

const blocksOf = (tokens: readonly Token[], reading: Reading): Block[] =>
  reading.depth > deepest
    ? [{ kind: "paragraph", parts: [{ kind: "text", text: tokens.map(({ raw }) => raw).join("") }] }]
    : tokens.flatMap((token) => blockOf(token, reading));

/** Where a paragraph ends at the latest: at an empty line, and where an item, a quote, a heading or a row begins. */
const ends = /\n(?=[^\S\n]*(?:\n|[-+*>|] |#|\d{1,9}[.)] ))/;
const mostMarks = 240;

/**
 * No author nests so deep, or marks so much of one paragraph; the parser calls itself for each step down, and looks for the end of each
 * mark through all that follows, so that whoever tried it would hold everybody up.
 */
const tamed = (markdown: string): string =>
  markdown
    .replaceAll(/^(?:[\s>*+-]|\d{1,9}[.)] ){40,}/gm, (run) => run.slice(0, 40))
    .replaceAll(/([*_])\1{11,}/g, (run) => run.slice(0, 11))
    .split(ends)
    .map((part) => ((part.match(/[*_~[]/g)?.length ?? 0) > mostMarks ? part.replaceAll(/[*_~[]/g, " ") : part))
    .join("\n");

/** Reads CommonMark with tables. */
export const readMarkdown = (markdown: string): Block[] =>
  blocksOf(new Lexer({ gfm: true }).lex(tamed(markdown)), { depth: 0, ids: new Map() });
