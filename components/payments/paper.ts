// A document about money as it reads, whatever it is shown in: a page and a PDF say the same because both are drawn from this.
import type { Tell } from "@/lib/languages/tell";

/** How amounts, dates and everything else are said on a paper. */
export type PaperSay = { locale: string; t: Tell; money: (minor: number) => string; date: (date: string) => string };

/** The first line as it is, further lines smaller below it. */
export type PaperCell = readonly string[];

export type PaperTable = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly { key: string; label: string; align?: "end" }[];
  rows: readonly { id: string; cells: Record<string, PaperCell> }[];
  foot: { id: string; cells: Record<string, PaperCell> };
};

export type PaperPart =
  | { kind: "facts"; facts: readonly { term: string; lines: readonly string[] }[] }
  | ({ kind: "table" } & PaperTable)
  | { kind: "text"; text: string; soft?: boolean }
  | { kind: "nothing"; title: string; text: string }
  | { kind: "signature"; text: string };

export type Paper = {
  /** As a tag: `fr-CA`. */
  language: string;
  /** What must be seen first: that it is void, that it is a duplicate. */
  marks: readonly string[];
  title: string;
  under: readonly { text: string; soft?: boolean }[];
  /** Whose document it is: the name first. */
  from: readonly string[];
  parts: readonly PaperPart[];
};

/** Whether the PDF's typefaces have the letters of it. A letter that they lack would come out as another one, and names are what receipts are for. */
export const isWritable = (paper: Paper): boolean =>
  /^[\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Gurmukhi}\p{Script=Han}]*$/u.test(
    JSON.stringify(paper),
  );
