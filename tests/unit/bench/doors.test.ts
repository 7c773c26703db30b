// The judge of the probes over HTTP: it hears what is told, reads what was answered, and misses no door.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pages, routes } from "../../../bench/doors/addresses.ts";
import { outcomeOf } from "../../../bench/doors/ask.ts";
import { heardIn } from "../../../bench/doors/canaries.ts";
import { calls } from "../../../bench/doors/deeds.ts";
import { expected, guard, type Guard, type Whose } from "../../../bench/doors/guards.ts";
import type { Person } from "../../../bench/doors/people.ts";
import { unnamedDoors } from "../../../bench/doors/probe-doors.ts";
import type { Things } from "../../../bench/doors/things.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";

const root = path.resolve(import.meta.dirname, "../../..");

const answer = (status: number, text = "", location = "") => ({ status, text, location, cookies: [] });

describe("reading an answer", () => {
  it("knows a refusal by its status, its code, or the end of a page that had begun", () => {
    expect(outcomeOf(answer(200, "<h1>Chart</h1>"), "page")).toBe("in");
    expect(outcomeOf(answer(307, "", "/sign-in?next=%2Fdesk"), "page")).toBe("sign_in_needed");
    expect(outcomeOf(answer(403, '{"code":"reason_needed"}'), "route")).toBe("reason_needed");
    expect(outcomeOf(answer(200, '1:{"ok":false,"code":"not_found"}'), "action")).toBe("not_found");
    expect(outcomeOf(answer(200, '{"digest":"NEXT_HTTP_ERROR_FALLBACK;403"}'), "page")).toBe("forbidden");
    expect(outcomeOf(answer(404), "route")).toBe("not_found");
    expect(outcomeOf(answer(500), "page")).toBe("fault");
    expect(outcomeOf(answer(409, '{"code":"slot_taken"}'), "route")).toBe("in");
  });

  it("hears whose name or chart it tells, whatever stands around it", () => {
    expect(heardIn("<td>Qzbirch 0192</td> … QZMYALGIA")).toEqual(["own chart", "other name"]);
    expect(heardIn("nothing of anybody")).toEqual([]);
  });
});

describe("what must be answered", () => {
  const things = { patient: "p", practitioner: "t" } as Things;
  const member = (role: MemberRole, practitionerId: string | null = null) =>
    ({ actor: { kind: "member", memberId: "m", role, practitionerId, name: "" } }) as Person;
  const must = (guarded: Guard, person: Person, which: Whose) => expected(guarded, "route", person, things, which);

  it("follows the table of roles and deeds, and hides that a foreign thing exists", () => {
    expect(must(guard.of("see_patient"), member("front_desk"), "own")).toEqual(["in"]);
    expect(must(guard.of("see_patient"), member("front_desk"), "foreign")).toEqual(["not_found"]);
    expect(must(guard.of("see_chart"), member("owner"), "own")).toEqual(["forbidden"]);
    expect(must(guard.of("see_patient"), { actor: { kind: "guest" } } as Person, "own")).toEqual(["sign_in_needed"]);
  });

  it("asks a practitioner for a reason where somebody else treats", () => {
    expect(must(guard.chart("see_chart"), member("practitioner", "t"), "other")).toEqual(["reason_needed"]);
    expect(must(guard.chart("see_chart"), member("clinical_lead"), "other")).toEqual(["in"]);
    expect(must(guard.hours, member("practitioner", "somebody"), "own")).toEqual(["forbidden"]);
  });
});

it("names every page, route and action that stands in the sources, and nothing else", () => {
  const files = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" }).map((file) => `app/${file}`);
  const addressed = (kind: string) =>
    files
      .filter((file) => new RegExp(`/${kind}\\.tsx?$`).test(file))
      .map((file) => file.replace(/^app|\/\([^)]+\)|\/(page|route)\.tsx?$/g, "") || "/");
  const actions = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const names = [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file}#${name}`);
      return text.startsWith('"use server"') ? names : [];
    });
  const page = { id: "x", page: "/" };
  const found = {
    pages: addressed("page"),
    routes: addressed("route"),
    actions: new Map(actions.map((one) => [one, page])),
  };
  expect(unnamedDoors(found)).toEqual([]);
});

it("finds a door that no table names, and a name that leads to no door", () => {
  const built = {
    pages: Object.keys(pages),
    routes: Object.keys(routes),
    actions: new Map(Object.keys(calls).map((name) => [name, { id: name, page: "/" }])),
  };
  expect(unnamedDoors(built)).toEqual([]);
  expect(unnamedDoors({ ...built, pages: [...built.pages, "/desk/new"] })).toEqual([
    "page /desk/new stands in no table",
  ]);
  expect(unnamedDoors({ ...built, routes: built.routes.slice(1) })).toEqual([
    `route ${built.routes[0]} is not in the build`,
  ]);
  built.actions.set("app/desk/new.ts#newAction", { id: "x", page: "/" });
  expect(unnamedDoors(built)).toEqual(["action app/desk/new.ts#newAction stands in no table"]);
});
