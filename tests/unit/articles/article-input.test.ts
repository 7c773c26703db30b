// What articles and comments may be typed as.
import { describe, expect, it } from "vitest";
import { articleInput, commentInput, searchedFor } from "../../../lib/articles/article-input.ts";
import { partsOf, withoutSigns } from "../../../lib/articles/headline.ts";
import { slugOf } from "../../../lib/articles/slug.ts";

const article = {
  language: "en",
  title: "Sore neck",
  summary: "What often helps a sore neck.",
  body: "Move. ".repeat(30),
  conditions: " neck pain , stiffness,, neck pain",
  services: "018f0000-0000-7000-8000-000000000001",
  basedOn: "0",
};

describe("an article as it is typed", () => {
  it("is read with one service or several, and conditions by comma, each once", () => {
    const read = articleInput.parse(article);
    expect(read.conditions).toEqual(["neck pain", "stiffness"]);
    expect(read.services).toEqual(["018f0000-0000-7000-8000-000000000001"]);
    expect(articleInput.parse({ ...article, services: undefined }).services).toEqual([]);
  });

  it("needs a language of the list, and ids", () => {
    expect(articleInput.safeParse({ ...article, language: "de" }).success).toBe(false);
    expect(articleInput.safeParse({ ...article, services: "' or 1=1" }).success).toBe(false);
  });
});

describe("a comment", () => {
  const sent = (body: string, name = "Asha") => commentInput.safeParse({ name, body }).success;
  it("is a name and some words", () => {
    expect(sent("The part on breaks was clear. I set a timer for 30 minutes, 10 times a day.")).toBe(true);
    expect(sent("Good.")).toBe(false);
    expect(sent("A sentence that is long enough.", "")).toBe(false);
  });

  it.each([
    "Write to me at asha.rao@example.org please",
    "Look at https://pills.example for more",
    "Look at www.pills-example for more",
    "best-pills.shop has them all",
    "Call me on (604) 555-0112 any time",
    "Call me on 604 555 0112 any time",
  ])("publishes no address: %s", (body) => {
    expect(sent(body)).toBe(false);
    expect(sent("A sentence that is long enough.", body.slice(0, 60))).toBe(false);
  });
});

describe("a search", () => {
  it("is one line of words, and of bounded length", () => {
    expect(searchedFor("  sore \n neck ")).toBe("sore neck");
    expect(searchedFor(" ")).toBeNull();
    expect(searchedFor(["a", "b"])).toBeNull();
    expect(searchedFor("a".repeat(500))).toHaveLength(120);
  });

  it("marks what was hit, and nothing that an author wrote", () => {
    expect(partsOf("a ⟦sore⟧ neck and ⟦sore⟧")).toEqual([
      { text: "a ", hit: false },
      { text: "sore", hit: true },
      { text: " neck and ", hit: false },
      { text: "sore", hit: true },
    ]);
    expect(partsOf("nothing")).toEqual([{ text: "nothing", hit: false }]);
    expect(withoutSigns("a ⟦b⟧")).toBe("a b");
  });
});

describe("the address of a title", () => {
  it.each([
    ["Headaches that start in the neck", "headaches-that-start-in-the-neck"],
    ["Quand le cou fait mal à la tête", "quand-le-cou-fait-mal-a-la-tete"],
    ["Don’t stop – move!", "dont-stop-move"],
    ["头痛", ""],
    ["x".repeat(79) + " yes", "x".repeat(79)],
  ])("%s", (title, slug) => expect(slugOf(title)).toBe(slug));
});
