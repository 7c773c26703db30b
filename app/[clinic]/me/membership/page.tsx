// The patient's own membership: what is left, the next charge, a month that is open, and what they could join.
import type { Metadata } from "next";
import { cardWords } from "@/components/payments/card-words";
import { EndMembership, MembershipDeed } from "@/components/payments/membership-forms";
import { includesWords, refusalWords, rollWords } from "@/components/payments/membership-words";
import { leftWords, packageName, packageNote } from "@/components/payments/package-words";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";
import { phoneWords } from "@/lib/clinic/phone-words";
import { formatMoney } from "@/lib/money/money";
import { viewMembership, type MembershipView } from "@/lib/payments/memberships";
import { listMembershipOffers } from "@/lib/payments/offer-membership";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { mePage } from "@/lib/server/me-door";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import {
  endMembershipAction,
  joinMembershipAction,
  keepMembershipAction,
  membershipCardAction,
  payMonthAgainAction,
} from "./actions";

export const metadata: Metadata = { title: "Your membership", robots: { index: false } };

const doneWords: Record<string, string> = {
  paid: "Thank you. The month is paid.",
  stopped: "Your membership ends with the month that is paid.",
  "goes-on": "Your membership goes on.",
};

export default async function MembershipPage({ params, searchParams }: PageProps<"/[clinic]/me/membership">) {
  const { clinic: slug } = await params;
  const asked = await searchParams;
  const { ctx, clinic, patientId } = await mePage(slug);
  const [{ membership, months }, offers, online] = await Promise.all([
    viewMembership(ctx, { patientId }),
    listMembershipOffers(ctx, { online: true }),
    takesCardsOnline(ctx),
  ]);
  const runs = membership !== null && membership.status !== "ended";
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const usable = months.filter(({ status, left }) => status === "active" && left > 0);
  const left = usable.reduce((sum, one) => sum + one.left, 0);
  const said = doneWords[String(asked["done"])];
  const waits = asked["joined"] !== undefined && !runs;
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        back={{ href: `/${slug}/me`, label: "Your pages" }}
        title="Your membership"
        lead={
          runs
            ? `${left === 1 ? "1 visit is" : `${left} visits are`} left to use.`
            : "A few visits each month, to stay as well as you have become."
        }
      />
      {said ? <Notice tone="success" title={said} live /> : null}
      {waits ? (
        <Notice
          live
          title="Thank you. Your payment is on its way to us"
          action={
            <LinkButton href={`/${slug}/me/membership?joined=1`} variant="secondary" size="small">
              Look again
            </LinkButton>
          }
        >
          That takes seconds, mostly.
        </Notice>
      ) : null}
      {runs && membership.refusal ? (
        <Notice tone="warning" title={refusalWords[membership.refusal]}>
          <p>
            That happens. Your appointments stay as they are.{" "}
            {membership.askAgainAt ? `We ask the card once more on ${day(membership.askAgainAt)}.` : ""}
          </p>
          <div className="mt-3 flex flex-wrap gap-3">
            {membership.payUrl ? <LinkButton href={membership.payUrl}>Confirm with your bank</LinkButton> : null}
            <MembershipDeed
              action={membershipCardAction.bind(null, slug)}
              label={membership.refusal === "declined" ? "Pay with another card" : "Confirm, or use another card"}
              pending="Opening the page…"
              quiet={membership.payUrl !== null}
            />
            {membership.refusal === "declined" ? (
              <MembershipDeed
                action={payMonthAgainAction.bind(null, slug)}
                label="Ask the card again"
                pending="Asking…"
                quiet
              />
            ) : null}
          </div>
        </Notice>
      ) : null}
      {runs ? <Terms membership={membership} say={say} day={day} /> : null}
      {months.length ? (
        <Section
          title="Your months"
          id="months"
          hint="Visits of these services use them up by themselves, the oldest first."
        >
          <RuleList label="Your months">
            {months.toReversed().map((one) => (
              <RuleItem
                key={one.packageId}
                title={packageName(one)}
                detail={`Paid on ${day(one.soldAt)}. ${packageNote(one, (date) => sayDate(date, clinic.locale)) ?? ""}`}
                aside={leftWords(one)}
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
      {runs ? (
        <div className="flex flex-col items-start gap-4">
          {membership.cancelled ? (
            <MembershipDeed
              action={keepMembershipAction.bind(null, slug)}
              label="Let it go on after all"
              pending="Saving…"
            />
          ) : null}
          {membership.refusal ? null : (
            <MembershipDeed
              action={membershipCardAction.bind(null, slug)}
              label="Change the card"
              pending="Opening the page…"
              quiet
            />
          )}
          {membership.nextChargeAt ? (
            <EndMembership action={endMembershipAction.bind(null, slug)} day={day(membership.nextChargeAt)} />
          ) : null}
        </div>
      ) : offers.length && online ? (
        <Section
          title={membership ? "Join again" : "Join"}
          id="join"
          hint="Paid by card, each month from today on. You can end it at any time; what is paid stays yours to use."
        >
          <div className="flex flex-col gap-8">
            {offers.map((offer) => (
              <div key={offer.offerId} className="flex flex-col items-start gap-3">
                <h3 className="font-semibold">{offer.name}</h3>
                <p className="measure">
                  <span className="figures">{say(offer.monthMinor)}</span> a month, tax included, for{" "}
                  {includesWords(offer)}. {rollWords(offer)}
                </p>
                <MembershipDeed
                  action={joinMembershipAction.bind(null, slug, offer.offerId)}
                  label={`Join ${offer.name}`}
                  pending="Opening the page…"
                />
              </div>
            ))}
          </div>
        </Section>
      ) : (
        <EmptyState title="The clinic offers none online just now">Ask us, on {phoneWords(clinic.phone)}.</EmptyState>
      )}
    </div>
  );
}

function Terms({
  membership,
  say,
  day,
}: {
  membership: MembershipView;
  say: (minor: number) => string;
  day: (at: Date) => string;
}) {
  const { offer, nextChargeAt, endsAt, card } = membership;
  return (
    <SummaryList
      items={[
        { term: "Membership", value: offer.name },
        { term: "Includes", value: `${includesWords(offer)}. ${rollWords(offer)}` },
        { term: "Price", value: `${say(offer.monthMinor)} a month, tax included` },
        ...(nextChargeAt ? [{ term: "Next charge", value: `${say(offer.monthMinor)} on ${day(nextChargeAt)}` }] : []),
        ...(endsAt ? [{ term: "Ends", value: `${day(endsAt)}; nothing more is charged` }] : []),
        ...(card ? [{ term: "Card", value: cardWords(card) }] : []),
      ]}
    />
  );
}
