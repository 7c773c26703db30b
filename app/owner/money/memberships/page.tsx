// Memberships for the owner: who has one, what comes in a month, and what is offered.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { MemberTable } from "@/components/payments/member-table";
import { MembershipOfferForm } from "@/components/payments/membership-offer-form";
import { includesWords, rollWords } from "@/components/payments/membership-words";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { loadSetup } from "@/lib/clinic/load-setup";
import { formatMoney } from "@/lib/money/money";
import { listMemberships } from "@/lib/payments/memberships";
import { listMembershipOffers } from "@/lib/payments/offer-membership";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { one } from "../../door";
import { offerMembershipAction, stopMembershipOfferAction } from "./actions";

export const metadata: Metadata = { title: "Memberships" };

const doneWords: Record<string, string> = {
  offered: "Offered. Patients find it on their own pages.",
  stopped: "No longer offered. Whoever has joined goes on as they joined.",
};

export default async function OwnerMembershipsPage({ searchParams }: PageProps<"/owner/money/memberships">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage("/owner/money/memberships", "see_money");
  const leads = mayDo(actor, "set_up_clinic");
  const [members, offers, setup] = await Promise.all([
    listMemberships(ctx),
    listMembershipOffers(ctx),
    leads ? loadSetup(ctx) : null,
  ]);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (at: Date) => sayShortDateOfYear(dateIn(at, clinic.timeZone), clinic.locale);
  const going = members.filter(({ cancelled }) => !cancelled);
  const open = members.filter(({ refusal }) => refusal !== null).length;
  const said = doneWords[one(asked, "done") ?? ""];
  return (
    <Stack gap="wide">
      <PageHead
        over={`${clinic.name}. ${day(ctx.now)}`}
        title={
          members.length
            ? `${say(going.reduce((sum, { monthMinor }) => sum + monthMinor, 0))} a month from memberships`
            : "Nobody has a membership yet"
        }
        lead="A month that is paid is money for visits still to come: revenue only when a visit uses it, or when it lapses."
      />
      {open ? (
        <Notice tone="warning" title={open === 1 ? "One month is open" : `${open} months are open`}>
          The patient has been told, and the card is asked again by itself. Nothing that is booked is lost.
        </Notice>
      ) : null}
      {members.length ? (
        <MemberTable members={members} say={say} day={day} />
      ) : (
        <EmptyState title="Patients join by themselves">
          On their own pages, under “Your membership”, as soon as something is offered below.
        </EmptyState>
      )}
      <Section
        title="What is offered"
        id="offers"
        hint="Another price or number is another offer; whoever has joined keeps the terms of that day."
      >
        <Stack>
          {said ? <Notice tone="success" live title={said} /> : null}
          {offers.length ? (
            <RuleList label="What is offered">
              {offers.map((offer) => (
                <RuleItem
                  key={offer.offerId}
                  title={`${offer.name}, ${say(offer.monthMinor)} a month`}
                  detail={`${includesWords(offer)}. ${rollWords(offer)} Since ${day(offer.offeredAt)}${offer.online ? "" : ", not online"}.`}
                  aside={
                    leads ? (
                      <ActForm action={stopMembershipOfferAction.bind(null, offer.offerId)} className="">
                        <SubmitButton variant="quiet" size="small" pendingLabel="One moment…">
                          Stop offering<span className="sr-only"> {offer.name}</span>
                        </SubmitButton>
                      </ActForm>
                    ) : null
                  }
                />
              ))}
            </RuleList>
          ) : (
            <p className="text-soft">Nothing yet.</p>
          )}
          {setup ? (
            <Fold label="Offer a membership">
              <MembershipOfferForm
                action={offerMembershipAction}
                currency={clinic.currency}
                services={setup.services.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Fold>
          ) : null}
        </Stack>
      </Section>
    </Stack>
  );
}
