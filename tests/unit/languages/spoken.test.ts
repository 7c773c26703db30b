// Which language a page answers in: what was chosen, else what the browser asks for, and only where a page is whole in it.
import { describe, expect, test } from "vitest";
import { accepted, languageFor, nearest, setLanguage } from "../../../lib/languages/spoken.ts";

describe("the nearest of ours", () => {
  test.each([
    ["en-US", "en"],
    ["fr", "fr"],
    ["fr-CA", "fr"],
    ["pa-IN", "pa"],
    ["pa-Guru-CA", "pa"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-Hans-HK", "zh-Hans"],
    ["zh-TW", "zh-Hant"],
    ["zh-HK", "zh-Hant"],
    ["zh-Hant", "zh-Hant"],
    ["yue", "zh-Hant"],
    ["de", null],
    ["*", null],
  ])("of %s is %s", (tag, language) => expect(nearest(tag)).toBe(language));
});

describe("a browser's list", () => {
  test.each([
    ["en-CA", "en"],
    ["de, fr;q=0.8, en;q=0.9", "en"],
    ["de-DE,de;q=0.9", null],
    ["pa, en;q=0.5", "pa"],
    ["fr;q=0, en", "en"],
    ["", null],
    [null, null],
    [",;q=,;;zh-TW;q=x", null],
  ])("%j gives %s", (header, language) => expect(accepted(header)).toBe(language));
});

describe("a page", () => {
  const at = (path: string, chosen?: string, accepts: string | null = "en-CA") =>
    languageFor({ path, chosen, accepts });

  test("is in the language that was chosen, before what the browser asks for", () => {
    expect(at("/harbour", "pa", "fr")).toEqual({ wished: "pa", spoken: "pa" });
    expect(at("/harbour", undefined, "fr")).toEqual({ wished: "fr", spoken: "fr" });
    expect(at("/harbour", "tlh", "zh-TW")).toEqual({ wished: "zh-Hant", spoken: "zh-Hant" });
    expect(at("/harbour")).toEqual({ wished: "en", spoken: "en" });
  });

  test("of the booking journey is in every language", () => {
    for (const path of ["/harbour", "/harbour/", "/harbour/book/abc", "/harbour/book/check", "/harbour/booking/a/move"])
      expect(at(path, "zh-Hans").spoken).toBe("zh-Hans");
  });

  test("of a patient's own is in French, too, and whole in English for the rest", () => {
    const own = ["me", "me/diary", "me/membership", "plan/a/money/2026", "messages/a", "gift-cards", "gift-cards/a"];
    for (const path of own.map((one) => `/harbour/${one}`)) {
      expect(at(path, "fr").spoken).toBe("fr");
      expect(at(path, "pa")).toEqual({ wished: "pa", spoken: "en" });
    }
    expect(at("/desk/me", "fr").spoken).toBe("en");
  });

  test("on a tablet is in the language of the form that was opened, whatever the reader of the device chose", () => {
    const cookies = (...values: string[]) => {
      const headers = new Headers({ cookie: values.join("; ") });
      setLanguage(headers, "/tablet/harbour");
      return headers.get("x-taper-language");
    };
    // Browsers send the cookie of the longer path first.
    expect(cookies("taper-language=pa", "taper-language=fr")).toBe("pa");
    expect(cookies("__Secure-taper-language=zh-Hant", "__Host-taper-language=fr")).toBe("zh-Hant");
    expect(cookies("other=1", "__Host-taper-language=fr")).toBe("fr");
  });

  test("of the staff is in English, whatever the browser asks for", () => {
    for (const path of ["/", "/desk", "/desk/patients/1", "/owner", "/sign-in", "/account", "/start", "/join/a/b"])
      expect(at(path, "fr")).toEqual({ wished: "fr", spoken: "en" });
  });
});
