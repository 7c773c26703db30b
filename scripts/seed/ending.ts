// What stands at the end of a made-up history: receipts and the first links of the audit chain.
import { chainHash } from "../../lib/audit/audit.ts";
import { writeArticles } from "./articles.ts";
import { sendClaims } from "./claims.ts";
import { connectAccount } from "./connect.ts";
import { sellGiftCards } from "./gift-cards.ts";
import { allowGuardians } from "./guardians.ts";
import { sellPackages } from "./packages.ts";
import { agreePayRules } from "./pay-rules.ts";
import { agreePayouts } from "./payouts.ts";
import { issueReceipts } from "./receipts.ts";
import { tryTaper } from "./subscription.ts";
import { after, hour, type Story } from "./story.ts";

export function endStory(story: Story): void {
  issueReceipts(story);
  addAuditChain(story);
  sellPackages(story);
  sendClaims(story);
  agreePayouts(story);
  connectAccount(story);
  writeArticles(story);
  tryTaper(story);
  agreePayRules(story);
  sellGiftCards(story);
  allowGuardians(story);
}

/** Plans that changed their state and bookings of the last fortnight, as they happened. */
function addAuditChain({ clinic }: Story) {
  const { rows, clock, id: clinicId } = clinic;
  const recent = after(clock.now, -14 * 24 * hour);
  const patientOf = new Map([...rows.plans, ...rows.appointments].map((one) => [one.id, one.patientId ?? null]));
  const facts = [
    ...rows.planFacts.map((one) => ({ ...one, subjectKind: "plan", subjectId: one.planId })),
    ...rows.appointmentFacts
      .filter((one) => one.at >= recent)
      .map((one) => ({ ...one, subjectKind: "appointment", subjectId: one.appointmentId })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let hash = "";
  facts.forEach(({ at, actorKind, memberId, fact, subjectKind, subjectId }, index) => {
    const row = {
      seq: index + 1,
      at,
      actorKind,
      actorId: memberId ?? null,
      deed: `${subjectKind}.${fact}`,
      subjectKind,
      subjectId,
      patientId: patientOf.get(subjectId) ?? null,
      detail: {},
    };
    hash = chainHash(hash, row);
    rows.audit.push({ ...row, clinicId, hash });
  });
  rows.auditHeads.push({ clinicId, seq: facts.length, hash });
}
