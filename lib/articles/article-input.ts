/** The shapes of an article as it is typed, of a comment, and of a search. */
import { z } from "zod";
import { isId } from "../ids.ts";

export const languages = {
  en: "English",
  fr: "Français",
  pa: "ਪੰਜਾਬੀ",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
} as const;

export type ArticleLanguage = keyof typeof languages;

const listed = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().refine(isId, "Choose from the list.")).max(12, "Choose twelve at most."),
);

const conditions = z.preprocess(
  (value) =>
    typeof value === "string"
      ? [...new Set(value.split(",").flatMap((one) => (one.trim() ? [one.trim()] : [])))]
      : value,
  z.array(z.string().max(60, "Sixty letters each at most.")).max(8, "Eight at most."),
);

export const articleInput = z.object({
  language: z.enum(Object.keys(languages) as [ArticleLanguage, ...ArticleLanguage[]]),
  title: z.string().trim().min(4, "Give it a title.").max(120),
  summary: z.string().trim().min(20, "Say in a sentence or two what it is about.").max(300),
  body: z.string().trim().min(100, "Write at least a few sentences.").max(40_000),
  conditions,
  services: listed,
  /** The version that the page showed; 0 for a new article. */
  basedOn: z.coerce.number().int().min(0),
});

export type ArticleInput = z.output<typeof articleInput>;

/** Addresses would be there for others to collect, and links are what comments are abused for. */
const address = /@|https?:|www\.|\b[\w-]+\.(com|net|org|info|ru|cn|io|shop|xyz|biz|ca)\b|(\d[\s().-]*){9,}/i;

export const commentInput = z.object({
  name: z
    .string()
    .trim()
    .min(2, "Enter a name; a first name is enough.")
    .max(60)
    .refine((name) => !address.test(name), "Enter a name, without an address."),
  body: z
    .string()
    .trim()
    .min(10, "Write a sentence or more.")
    .max(2000, "Two thousand letters at most.")
    .refine((body) => !address.test(body), "Leave out links, e-mail addresses and telephone numbers."),
});

export type CommentInput = z.output<typeof commentInput>;

/** What is searched for, as the address says it; null when nothing is. */
export const searchedFor = (asked: unknown): string | null => {
  const words = typeof asked === "string" ? asked.replaceAll(/\s+/g, " ").trim().slice(0, 120) : "";
  return words || null;
};
