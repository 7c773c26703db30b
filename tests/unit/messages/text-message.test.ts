// Text messages: in letters every phone takes, two parts at most, the link whole; which way a message goes; and what an answer means.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { partsOf, plainText, textMessage } from "../../../lib/messages/brief.ts";
import { channelFor, type Choice } from "../../../lib/messages/channel.ts";
import { meantBy } from "../../../lib/messages/heed-text.ts";
import { isUnasked, topics } from "../../../lib/messages/topics.ts";

const url = `https://taper.example/harbour/booking/${"x".repeat(64)}`;
const reach = { email: "a@example.org", mobile: "+16045550112", texts: true };

describe("a text message", () => {
  it("names the clinic, says one sentence and ends with the link and the way out", () =>
    expect(
      textMessage({
        clinicName: "Harbour Clinic",
        said: "Reminder: Tue, Dec 1, 9:00 am.",
        url,
        stop: "Text STOP to end.",
      }),
    ).toBe(`Harbour Clinic: Reminder: Tue, Dec 1, 9:00 am. ${url} Text STOP to end.`));

  it("uses plain letters: no typographer’s sign or foreign script halves what fits", () => {
    expect(plainText("L’Érable – “santé”… Łódź 診所")).toBe('L\'Érable - "santé"... odz');
    expect(textMessage({ clinicName: "診所", said: "Booked", stop: null })).toBe("Your clinic: Booked");
  });

  it("has two parts at most and its link whole, whatever is said", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme", maxLength: 900 }),
        fc.constantFrom(null, "Text STOP to end.", "Textez STOP pour arrêter."),
        (clinicName, said, stop) => {
          const text = textMessage({ clinicName, said, url, stop });
          expect(partsOf(text)).toBeLessThanOrEqual(2);
          expect(text).toContain(url);
          expect(plainText(text)).toBe(text);
        },
      ),
    );
  });
});

describe("the way of a message", () => {
  it("is the one chosen, as far as the person can be reached by it", () => {
    expect(channelFor("reminder", "sms", reach)).toBe("sms");
    expect(channelFor("reminder", undefined, reach)).toBe("email");
    expect(channelFor("reminder", "none", reach)).toBe("none");
    expect(channelFor("reminder", "sms", { ...reach, texts: false })).toBe("email");
    expect(channelFor("reminder", "email", { ...reach, email: null })).toBe("sms");
    expect(channelFor("reminder", "email", { email: null, mobile: null, texts: true })).toBeNull();
    expect(channelFor("account", "sms", reach)).toBe("email");
  });

  it("never leaves a booking untold to somebody who can be reached, and never texts a number that said STOP", () => {
    for (const topic of topics)
      for (const chosen of [undefined, "email", "sms", "none"] as (Choice | undefined)[])
        for (const email of [null, reach.email])
          for (const texts of [true, false]) {
            const way = channelFor(topic, chosen, { email, mobile: reach.mobile, texts });
            expect(way === "sms" && !texts).toBe(false);
            expect(!isUnasked(topic) && (email !== null || texts) && (way === null || way === "none")).toBe(false);
          }
  });
});

test.each([
  ["STOP", "stop"],
  [" Stop. ", "stop"],
  ["arrêt", "stop"],
  ["UNSUBSCRIBE", "stop"],
  ["start", "start"],
  ["stop by later?", null],
  ["thank you", null],
])("“%s” means %s", (text, meant) => expect(meantBy(text)).toBe(meant));
