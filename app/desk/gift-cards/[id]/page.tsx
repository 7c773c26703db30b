// One gift card: what is left on it, what was paid with it, and giving back what is left.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { methodWord } from "@/components/desk/fact-words";
import { HandBack } from "@/components/payments/hand-methods";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { viewSoldGiftCard, type GiftCardMove } from "@/lib/payments/gift-cards";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askForPasskeyAction } from "../../../sign-in/actions";
import { askedFor, seen } from "../../door";
import { endGiftCardAction } from "../actions";

export const metadata: Metadata = { title: "Gift card" };

const moveWords: Record<GiftCardMove["what"], string> = {
  bought: "Bought",
  used: "Paid for a visit",
  returned: "Back from a visit",
  given_back: "Given back to the buyer",
};

function moveNote({ what, method, pending }: GiftCardMove): string {
  const how = what === "bought" || what === "given_back" ? `, ${(methodWord[method] ?? method).toLowerCase()}` : "";
  return `${moveWords[what]}${how}${pending ? ", on its way" : ""}`;
}

export default async function GiftCardPage({ params, searchParams }: PageProps<"/desk/gift-cards/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage(`/desk/gift-cards/${id}`, "take_payment");
  const card = await seen(() => viewSoldGiftCard(ctx, { giftCardId: id }));
  const say = (minor: number) => formatMoney(minor, card.currency, clinic.locale);
  const day = (at: Date) => dateIn(at, clinic.timeZone);
  return (
    <Stack>
      <PageHead
        back={{ href: "/desk/gift-cards", label: "Gift cards" }}
        title={`Gift card ending ${card.codeEnd}`}
        lead={`Bought ${sayDate(day(card.soldAt), clinic.locale)} by ${card.buyerName}${card.recipientName ? ` for ${card.recipientName}` : ""}`}
      />
      {askedFor(asked, "sold") === undefined ? null : (
        <Notice tone="success" live title="Sold. The card goes out by e-mail with its code." />
      )}
      {askedFor(asked, "given") === undefined ? null : (
        <Notice tone="success" live title="What was left goes back to the buyer." />
      )}
      <div className="grid max-w-xl grid-cols-2 gap-4">
        <Stat value={say(card.leftMinor)} label="left on it" />
        <Stat value={say(card.amountMinor)} label="paid for it" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
        <Section title="What happened" id="moves">
          <RuleList label="What happened">
            {card.moves.map((move) => (
              <RuleItem
                key={move.id}
                title={<span className="figures">{sayShortDateOfYear(day(move.at), clinic.locale)}</span>}
                detail={moveNote(move)}
                aside={`${move.what === "used" || move.what === "given_back" ? "−" : ""}${say(move.amountMinor)}`}
              />
            ))}
          </RuleList>
        </Section>
        {card.leftMinor > 0 && mayDo(actor, "refund_payment") ? (
          <Section
            title="Give it back"
            id="end"
            hint={`What is left goes back to the buyer: ${say(card.leftMinor)}. What it paid stays paid.`}
          >
            <ActForm action={endGiftCardAction.bind(null, id)} askPasskey={askForPasskeyAction}>
              <TextField label="Reason" name="reason" maxLength={200} autoComplete="off" />
              {card.byHand ? <HandBack /> : null}
              <div>
                <SubmitButton variant="danger" size="small" pendingLabel="Giving back…">
                  Give back {say(card.leftMinor)}
                </SubmitButton>
              </div>
            </ActForm>
          </Section>
        ) : null}
      </div>
    </Stack>
  );
}
