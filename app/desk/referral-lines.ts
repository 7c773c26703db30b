// Referrals as the desk's pages say them.
import type { ReferralLine } from "@/components/charting/referrals";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import type { Referral } from "@/lib/charting/referrals";
import { sayShortDay } from "@/lib/time/say";
import { answerReferralAction } from "./chart-actions";

const statusWords = { sent: "Waiting", accepted: "Accepted", declined: "Declined", withdrawn: "Withdrawn" };

export function referralLine(
  referral: Referral,
  clinic: ClinicView,
  { named, mayAnswer, mayWithdraw }: { named: boolean; mayAnswer: boolean; mayWithdraw: boolean },
): ReferralLine {
  const { referralId: id, status, answeredAt, answeredBy, answer } = referral;
  const day = (at: Date) => sayShortDay(at, clinic.timeZone, clinic.locale);
  const open = status === "sent";
  return {
    id,
    to: [referral.disciplineName, referral.practitionerName].filter(Boolean).join(", "),
    patient: named ? { href: `/desk/patients/${referral.patientId}`, name: referral.patientName } : null,
    sent: `Sent ${day(referral.sentAt)} by ${referral.sentBy}`,
    reason: referral.reason,
    status: statusWords[status],
    answered: answeredAt
      ? `${statusWords[status]} ${day(answeredAt)}${answeredBy ? ` by ${answeredBy}` : ""}${answer ? `: ${answer}` : ""}`
      : null,
    accept: open && mayAnswer ? answerReferralAction.bind(null, id, "accepted") : null,
    decline: open && mayAnswer ? answerReferralAction.bind(null, id, "declined") : null,
    withdraw: open && mayWithdraw ? answerReferralAction.bind(null, id, "withdrawn") : null,
  };
}
