// The privacy notice names what the owner last set, keeps what stood before, and lets nobody else change it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import {
  loadPrivacyNotice,
  privacyNoticeInput,
  sayProcessors,
  setPrivacyNotice,
} from "../../../lib/clinic/privacy-notice.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
});

const typed = {
  officerName: "Ruth Feld",
  officerContact: "privacy@harbour.test",
  keptIn: "Canada",
  processors: "Stripe, card payments, refunds, United States\n\n  Mailworks , appointment e-mails, Canada",
};

test("guests read what was set last; what stood before cannot be changed", async () => {
  expect(await loadPrivacyNotice(mine.guestCtx())).toBeNull();
  await setPrivacyNotice(mine.memberCtx("owner"), privacyNoticeInput.parse(typed));
  const later = new Date(mine.now.getTime() + 1000);
  await setPrivacyNotice(
    mine.memberCtx("manager", later),
    privacyNoticeInput.parse({ ...typed, officerName: "Lena Hart" }),
  );
  expect(await loadPrivacyNotice(mine.guestCtx())).toEqual({
    officerName: "Lena Hart",
    officerContact: "privacy@harbour.test",
    keptIn: "Canada",
    processors: [
      { name: "Stripe", purpose: "card payments, refunds", country: "United States" },
      { name: "Mailworks", purpose: "appointment e-mails", country: "Canada" },
    ],
    setAt: later,
  });
  expect(await loadPrivacyNotice(theirs.guestCtx())).toBeNull();
  for (const change of [sql`update privacy_notices set kept_in = 'Mars'`, sql`delete from privacy_notices`])
    await expect(mine.inside((tx) => tx.execute(change))).rejects.toThrow("Failed query");
});

test.each(["front_desk", "practitioner", "clinical_lead"] as const)("the %s does not set it", async (role) => {
  await expect(setPrivacyNotice(mine.memberCtx(role), privacyNoticeInput.parse(typed))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a line that lacks its country or purpose is named, and what is shown can be sent again", () => {
  const wrong = privacyNoticeInput.safeParse({
    ...typed,
    processors: "Stripe, card payments, Canada\nMailworks, Canada",
  });
  expect(wrong.error?.issues[0]?.message).toMatch(/^Line 2 needs/);
  const { processors } = privacyNoticeInput.parse(typed);
  expect(privacyNoticeInput.parse({ ...typed, processors: sayProcessors(processors) }).processors).toEqual(processors);
});
