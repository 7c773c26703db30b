// Work of one clinic is done one after the other in the order asked for; other clinics and processes go on beside it.
import { expect, it } from "vitest";
import type { Ctx } from "../../../lib/context/context.ts";
import { inTurn } from "../../../lib/plans/in-turn.ts";

// As far as turns go, a process is its pool and a clinic its id.
const at = (db: object, clinicId: string) => ({ db, clinicId }) as unknown as Ctx;
const moment = () => new Promise((done) => setTimeout(done, 2));

it("begins each when the one before has ended, also after a failure", async () => {
  const said: string[] = [];
  const ctx = at({}, "a");
  const work =
    (name: string, fails = false) =>
    async () => {
      said.push(`${name} begins`);
      await moment();
      said.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const answers = await Promise.allSettled([
    inTurn(ctx, work("one")),
    inTurn(ctx, work("two", true)),
    inTurn(ctx, work("three")),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(said).toEqual(["one", "two", "three"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

it("keeps nobody of another clinic, another process or the same transaction waiting", async () => {
  const process = {};
  let release = () => {};
  const slow = inTurn(at(process, "a"), () => new Promise<void>((done) => (release = done)));
  expect(await inTurn(at(process, "b"), async () => "b")).toBe("b");
  expect(await inTurn(at({}, "a"), async () => "elsewhere")).toBe("elsewhere");
  expect(await inTurn({ ...at(process, "a"), tx: {} as Ctx["tx"] } as Ctx, async () => "inside")).toBe("inside");
  release();
  await slow;
});
