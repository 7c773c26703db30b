// What somebody agrees to who books here: prices, cancelling, and what this page is not for.
import type { Metadata } from "next";
import { missedIsYours } from "@/components/booking/missed-words";
import { Anchor } from "@/components/ui/anchor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { phoneWords } from "@/lib/clinic/phone-words";
import { policyNow } from "@/lib/clinic/price-on";
import { formatMoney } from "@/lib/money/money";
import { publicPage } from "@/lib/server/contexts";

export const metadata: Metadata = { title: "Terms" };

export default async function TermsPage({ params }: PageProps<"/[clinic]/terms">) {
  const { ctx, clinic } = await publicPage((await params).clinic);
  const policy = await policyNow(ctx);
  const money = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const hours = `${policy.cancelNoticeHours} hours`;
  return (
    <div className="flex flex-col gap-10">
      <PageHead title="Terms" lead={`What holds between you and ${clinic.name} when you book a visit.`} />
      <Notice tone="warning" title="Not for emergencies">
        Nobody watches this page day and night. In an emergency call your local emergency number, or go to the nearest
        emergency department.
      </Notice>
      <Section title="Booking" id="booking" rule={false}>
        <p className="measure">
          A visit is yours once we have confirmed it. While you book, its time is kept for you for ten minutes. Please
          book under your own name, or for somebody in your care, and tell us truthfully what we ask about your health.
        </p>
      </Section>
      <Section title="Moving and cancelling" id="cancelling">
        <p className="measure">
          Until {hours} before a visit, moving and cancelling cost nothing.{" "}
          {policy.lateFeeMinor
            ? `After that, and when a visit is missed, we ask ${money(policy.lateFeeMinor)}; you see the amount before you cancel, and it is the one that counts. ${missedIsYours}`
            : "After that they cost nothing either; please tell us all the same."}{" "}
          When we have to cancel, you pay nothing.
        </p>
      </Section>
      <Section title="Paying" id="paying">
        <p className="measure">
          The price you see includes tax.{" "}
          {policy.depositMinor
            ? `A visit can be kept with a deposit of ${money(policy.depositMinor)}, which counts towards it.`
            : "Nothing has to be paid before the visit."}{" "}
          {policy.planDepositMinor ? `For a whole plan it is ${money(policy.planDepositMinor)}.` : ""} What is left of a
          payment when a visit falls away is yours: we refund it or keep it for your next visit, as you like.
        </p>
      </Section>
      <Section title="Treatment" id="treatment">
        <p className="measure">
          Each practitioner answers for their treatment under the rules of their own profession. You may ask, refuse or
          stop at any time. A plan is a proposal: it binds you to nothing beyond the visits you have booked.
        </p>
      </Section>
      <p>
        How we treat what we know of you:{" "}
        <Anchor href={`/${clinic.slug}/privacy`} className="link">
          Privacy
        </Anchor>
        . Questions? {phoneWords(clinic.phone)}
      </p>
    </div>
  );
}
