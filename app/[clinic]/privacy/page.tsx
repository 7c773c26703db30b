// What the clinic keeps of people, who answers for it, and where it lies.
import type { Metadata } from "next";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";
import { phoneWords } from "@/lib/clinic/phone-words";
import { loadPrivacyNotice } from "@/lib/clinic/privacy-notice";
import { retentionToday } from "@/lib/patients/records-due";
import { publicPage } from "@/lib/server/contexts";
import { sayDay } from "@/lib/time/say";

export const metadata: Metadata = { title: "Privacy" };

export default async function PrivacyPage({ params }: PageProps<"/[clinic]/privacy">) {
  const { ctx, clinic } = await publicPage((await params).clinic);
  const [notice, rule] = await Promise.all([loadPrivacyNotice(ctx), retentionToday(ctx)]);
  return (
    <div className="flex flex-col gap-10">
      <PageHead title="Privacy" lead={`What ${clinic.name} keeps of you, why, and what you can ask of us.`} />
      <Section title="Who answers for it" id="officer" rule={false}>
        <SummaryList
          items={
            notice
              ? [
                  { term: "Privacy officer", value: notice.officerName },
                  { term: "How to reach them", value: notice.officerContact },
                  { term: "Where records lie", value: notice.keptIn },
                ]
              : [{ term: "Write or call us", value: `${clinic.email}, ${phoneWords(clinic.phone)}` }]
          }
        />
      </Section>
      <Section title="What we keep, and why" id="what">
        <ul className="measure flex list-disc flex-col gap-2 ps-5">
          <li>Your name and how to reach you, to book your visits and to tell you of changes.</li>
          <li>
            What you answer about your health before a visit, what we find, and what we do: a practitioner must know it
            to treat you safely, and the law of their profession asks them to write it down.
          </li>
          <li>
            Your visits, plans and payments. Card numbers never reach us: you type them on the page of the card company.
          </li>
          <li>Who of us looked at your record, and when. You can see that yourself.</li>
        </ul>
        <p className="measure mt-3">
          We ask only what a visit needs. We sell nothing of it, show no advertisements, and put no cookies into your
          browser but those that a booking needs to work.
        </p>
      </Section>
      <Section title="Who else handles it" id="others">
        {notice?.processors.length ? (
          <RuleList label="Who else handles personal information">
            {notice.processors.map(({ name, purpose, country }) => (
              <RuleItem key={name} title={name} detail={purpose} aside={country} />
            ))}
          </RuleList>
        ) : (
          <p>Nobody but us.</p>
        )}
      </Section>
      <Section title="How long" id="how-long">
        <p className="measure">
          {rule
            ? `Health records stay for ${rule.yearsAfterLastEntry} years after the last entry; of somebody who was under ${rule.ageOfMajority}, for ${rule.yearsAfterMajority} years after they turned ${rule.ageOfMajority}. The professions’ rules ask for it. Then they are destroyed.`
            : "Health records stay for as long as the professions’ rules ask. Then they are destroyed."}
        </p>
      </Section>
      <Section title="What you can ask of us" id="rights">
        <ul className="measure flex list-disc flex-col gap-2 ps-5">
          <li>To see your record, and a copy of it to take along.</li>
          <li>To correct what is wrong in it; what stood there before stays readable beside it.</li>
          <li>
            To take back a consent that you gave, on your own pages or at the clinic. We say then what we can no longer
            do for you.
          </li>
          <li>
            An answer within thirty working days. If it does not satisfy you, the privacy commissioner will hear you.
          </li>
        </ul>
      </Section>
      {notice ? (
        <p className="text-sm text-soft">As of {sayDay(notice.setAt, clinic.timeZone, clinic.locale)}.</p>
      ) : null}
    </div>
  );
}
