// PX-03 A start that a form names is an instant calendars can reckon with, or marks its field; nothing else gets to the zone data.
import { expect, test } from "vitest";
import { readRefused } from "../../../lib/server/refused-start.ts";
import { shownStarts } from "../../../lib/server/shown-starts.ts";
import { typedStart } from "../../../lib/server/typed-start.ts";

const far = [
  "+275760-09-13T00:00:00.000Z",
  "+275760-09-13T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "9999-12-31T23:59:00Z",
];

test("the starts that buttons carry are read", () => {
  expect(typedStart("2026-12-01T16:00:00.000Z")).toEqual(new Date(Date.UTC(2026, 11, 1, 16)));
  expect(typedStart("2026-12-01T09:00:00-07:00")).toEqual(new Date(Date.UTC(2026, 11, 1, 16)));
});

test.each([...far, "", "12:00", "2026-02-30T09:00:00Z", "\0", undefined, 5, ["2026-12-01T16:00:00.000Z"]])(
  "%j is refused at its field",
  (typed) => {
    expect(() => typedStart(typed)).toThrow(
      expect.objectContaining({ code: "invalid", fields: [expect.objectContaining({ field: "start" })] }),
    );
  },
);

test.each(far)("%s is no start that a page has shown or offered", (start) => {
  const sent = JSON.stringify([{ visitId: "v", start, practitionerId: "p" }]);
  expect(() => shownStarts(sent)).toThrow(expect.objectContaining({ code: "invalid" }));
  expect(readRefused({ gone: "slot_taken", near: start })?.near).toEqual([]);
});
