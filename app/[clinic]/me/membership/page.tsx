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
import type { Tell } from "@/lib/languages/tell";
import { ownTell } from "@/lib/server/language";
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

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your membership"),
  robots: { index: false },
});

const doneWords: Record<string, string> = {
  paid: "Thank you. The month is paid.",
  stopped: "Your membership ends with the month that is paid.",
  ended: "Your membership has ended. Nothing more is charged.",
  "goes-on": "Your membership goes on.",
};

export default async function MembershipPage({ params, searchParams }: PageProps<"/[clinic]/me/membership">) {
  const { clinic: slug } = await params;
  const asked = await searchParams;
  const { ctx, clinic, patientId } = await mePage(slug);
  const t = await ownTell();
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
        back={{ href: `/${slug}/me`, label: t("Your pages") }}
        title={t("Your membership")}
        lead={
          runs
            ? t(left === 1 ? "1 visit is left to use." : `${left} visits are left to use.`)
            : t("A few visits each month, to stay as well as you have become.")
        }
      />
      {said ? <Notice tone="success" title={t(said)} live /> : null}
      {waits ? (
        <Notice
          live
          title={t("Thank you. Your payment is on its way to us.")}
          action={
            <LinkButton href={`/${slug}/me/membership?joined=1`} variant="secondary" size="small">
              {t("Look again")}
            </LinkButton>
          }
        >
          {t("That takes seconds, mostly.")}
        </Notice>
      ) : null}
      {runs && membership.refusal ? (
        <Notice tone="warning" title={t(refusalWords[membership.refusal])}>
          <p>
            {t("That happens. Your appointments stay as they are.")}{" "}
            {membership.askAgainAt ? t(`We ask the card once more on ${day(membership.askAgainAt)}.`) : ""}
          </p>
          <div className="mt-3 flex flex-wrap gap-3">
            {membership.payUrl ? <LinkButton href={membership.payUrl}>{t("Confirm with your bank")}</LinkButton> : null}
            <MembershipDeed
              action={membershipCardAction.bind(null, slug)}
              label={t(membership.refusal === "declined" ? "Pay with another card" : "Confirm, or use another card")}
              pending={t("Opening the page…")}
              quiet={membership.payUrl !== null}
            />
            {membership.refusal === "declined" ? (
              <MembershipDeed
                action={payMonthAgainAction.bind(null, slug)}
                label={t("Ask the card again")}
                pending={t("Asking…")}
                quiet
              />
            ) : null}
          </div>
        </Notice>
      ) : null}
      {runs ? <Terms t={t} membership={membership} say={say} day={day} /> : null}
      {months.length ? (
        <Section
          title={t("Your months")}
          id="months"
          hint={t("Visits of these services use them up by themselves, the oldest first.")}
        >
          <RuleList label={t("Your months")}>
            {months.toReversed().map((one) => (
              <RuleItem
                key={one.packageId}
                title={packageName(one, t)}
                detail={[t(`Paid on ${day(one.soldAt)}`), packageNote(one, (date) => sayDate(date, clinic.locale), t)]
                  .filter(Boolean)
                  .join(". ")}
                aside={t(leftWords(one))}
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
              label={t("Let it go on after all")}
              pending={t("Saving…")}
            />
          ) : null}
          {membership.refusal ? null : (
            <MembershipDeed
              action={membershipCardAction.bind(null, slug)}
              label={t("Change the card")}
              pending={t("Opening the page…")}
              quiet
            />
          )}
          {membership.canEnd ? (
            <EndMembership
              t={t}
              action={endMembershipAction.bind(null, slug)}
              day={membership.nextChargeAt && day(membership.nextChargeAt)}
            />
          ) : null}
        </div>
      ) : offers.length && online ? (
        <Section
          title={t(membership ? "Join again" : "Join")}
          id="join"
          hint={t(
            "Paid by card, each month from today on. You can end it at any time; what is paid stays yours to use.",
          )}
        >
          <div className="flex flex-col gap-8">
            {offers.map((offer) => (
              <div key={offer.offerId} className="flex flex-col items-start gap-3">
                <h3 className="font-semibold">{offer.name}</h3>
                <p className="figures measure">
                  {t(`${say(offer.monthMinor)} a month, tax included`)}. {t("It includes:")} {includesWords(offer, t)}.{" "}
                  {rollWords(offer, t)}
                </p>
                <MembershipDeed
                  action={joinMembershipAction.bind(null, slug, offer.offerId)}
                  label={
                    <>
                      {t("Join")}
                      <span className="sr-only"> {offer.name}</span>
                    </>
                  }
                  pending={t("Opening the page…")}
                />
              </div>
            ))}
          </div>
        </Section>
      ) : (
        <EmptyState title={t("The clinic offers none online just now.")}>
          {t(`Ask us, on ${phoneWords(clinic.phone)}.`)}
        </EmptyState>
      )}
    </div>
  );
}

function Terms({
  t,
  membership,
  say,
  day,
}: {
  t: Tell;
  membership: MembershipView;
  say: (minor: number) => string;
  day: (at: Date) => string;
}) {
  const { offer, nextChargeAt, endsAt, card } = membership;
  return (
    <SummaryList
      items={[
        { term: t("Membership"), value: offer.name },
        { term: t("Includes"), value: `${includesWords(offer, t)}. ${rollWords(offer, t)}` },
        { term: t("Price"), value: t(`${say(offer.monthMinor)} a month, tax included`) },
        ...(nextChargeAt ? [{ term: t("Next charge"), value: `${say(offer.monthMinor)}, ${day(nextChargeAt)}` }] : []),
        ...(endsAt ? [{ term: t("Ends"), value: t(`${day(endsAt)}; nothing more is charged`) }] : []),
        ...(card ? [{ term: t("Card"), value: t(cardWords(card)) }] : []),
      ]}
    />
  );
}
