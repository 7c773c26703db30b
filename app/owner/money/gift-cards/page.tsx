// Gift cards for the owner: what is outstanding, each card, and what they are sold for.
import type { Metadata } from "next";
import { GiftTermsForm } from "@/components/payments/gift-terms-form";
import { giftTermsWords } from "@/components/payments/gift-terms-words";
import { Anchor } from "@/components/ui/anchor";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money/money";
import { listGiftCards } from "@/lib/payments/gift-cards";
import { listGiftTerms } from "@/lib/payments/set-gift-terms";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { one } from "../../door";
import { setGiftTermsAction } from "./actions";

export const metadata: Metadata = { title: "Gift cards" };

const amountText = (minor: number) => (minor % 100 ? (minor / 100).toFixed(2) : String(minor / 100));

export default async function OwnerGiftCardsPage({ searchParams }: PageProps<"/owner/money/gift-cards">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage("/owner/money/gift-cards", "see_money");
  const [{ cards, outstandingMinor }, terms] = await Promise.all([listGiftCards(ctx), listGiftTerms(ctx)]);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (date: string) => sayShortDateOfYear(date, clinic.locale);
  const today = dateIn(ctx.now, clinic.timeZone);
  const now = terms.find(({ from }) => from <= today)?.terms ?? null;
  return (
    <Stack gap="wide">
      <PageHead
        over={`${clinic.name}. ${day(today)}`}
        title={outstandingMinor ? `${say(outstandingMinor)} stands on gift cards` : "Nothing stands on gift cards"}
        lead="Money that came in for visits still to come. It is no revenue before a card is used, and a card never expires."
        actions={<PrintButton />}
      />
      {cards.length ? (
        <Table
          caption="Gift cards"
          captionHidden
          columns={[
            { key: "card", label: "Card" },
            { key: "sold", label: "Bought" },
            { key: "by", label: "By" },
            { key: "amount", label: "Amount", align: "end" },
            { key: "left", label: "Left", align: "end" },
          ]}
          rows={cards.map((card) => ({
            id: card.giftCardId,
            cells: {
              card: (
                <Anchor href={`/desk/gift-cards/${card.giftCardId}`} className="figures link">
                  ending {card.codeEnd}
                </Anchor>
              ),
              sold: day(dateIn(card.soldAt, clinic.timeZone)),
              by: card.buyerName,
              amount: say(card.amountMinor),
              left: say(card.leftMinor),
            },
          }))}
          foot={{
            id: "all",
            cells: {
              card: "All",
              amount: say(cards.reduce((sum, card) => sum + card.amountMinor, 0)),
              left: say(outstandingMinor),
            },
          }}
        />
      ) : (
        <EmptyState title="No gift card is sold yet">Each card will stand here with what is left on it.</EmptyState>
      )}
      <Section
        title="What they are sold for"
        id="terms"
        hint={`Online at /${clinic.slug}/gift-cards, and at the desk. What is sold already stays as it is.`}
      >
        <Stack>
          {one(asked, "set") === undefined ? null : <Notice tone="success" live title="Saved." />}
          {terms.length ? (
            <RuleList label="What they are sold for">
              {terms.map(({ from, terms: sold }) => (
                <RuleItem key={from} title={`From ${day(from)}`} detail={giftTermsWords(sold, say)} />
              ))}
            </RuleList>
          ) : null}
          <GiftTermsForm
            action={setGiftTermsAction}
            amounts={now?.amountsMinor.map(amountText).join(", ") ?? ""}
            least={now?.free ? amountText(now.free.leastMinor) : ""}
            most={now?.free ? amountText(now.free.mostMinor) : ""}
            today={today}
          />
        </Stack>
      </Section>
    </Stack>
  );
}
