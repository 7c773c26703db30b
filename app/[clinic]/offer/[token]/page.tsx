// A freed time for somebody who asked for an earlier one: yes moves their booking, no keeps it. Looking changes nothing.
import type { Metadata } from "next";
import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SummaryList } from "@/components/ui/summary-list";
import { manageToken } from "@/lib/booking/manage-token";
import { viewOfferOfTime } from "@/lib/messages/take-offer";
import { publicPage } from "@/lib/server/contexts";
import { keyPage } from "@/lib/server/key-door";
import { ownTell } from "@/lib/server/language";
import { sayMoment, sayZone } from "@/lib/time/say";
import { declineAction, takeAction } from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("An earlier time"),
  robots: { index: false },
});

const titles = {
  open: "An earlier time is free",
  taken: "It is yours",
  lost: "Somebody else was a little quicker",
  expired: "This time was offered until a moment ago",
  declined: "Your booking stays as it is",
};

export default async function OfferPage({ params, searchParams }: PageProps<"/[clinic]/offer/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const { ctx, offer } = await keyPage(slug, "offer", token, async (ctx, offerId) => ({
    ctx,
    offer: await viewOfferOfTime(ctx, { offerId }),
  }));
  const asked = await searchParams;
  const say = (at: Date) => sayMoment(at, clinic.timeZone, clinic.locale);
  const { state } = offer;
  const t = await ownTell();
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={t(titles[state])}
        lead={
          state === "open"
            ? t(
                `We asked a few people; the first yes has it. Open until ${say(offer.expiresAt)}, ${sayZone(clinic.timeZone, clinic.locale)}.`,
              )
            : state === "lost" || state === "expired"
              ? t("You keep your place: we write again when another time becomes free.")
              : undefined
        }
      />
      {state === "open" && asked["late"] !== undefined ? (
        <Notice tone="warning" title={t("This time cannot be had any more. Your booking stays as it is.")} live />
      ) : null}
      <SummaryList
        items={[
          ...(state === "open" ? [{ term: t("Free now"), value: say(offer.start) }] : []),
          { term: t("Your booking"), value: say(offer.bookedStart) },
        ]}
      />
      {state === "open" ? (
        <div className="flex flex-col gap-3">
          <form action={takeAction.bind(null, slug, token)}>
            <Button type="submit" full>
              {t("Yes, move my booking there")}
            </Button>
          </form>
          <form action={declineAction.bind(null, slug, token)}>
            <Button type="submit" variant="secondary" full>
              {t("No, thank you")}
            </Button>
          </form>
        </div>
      ) : (
        <LinkButton variant="secondary" href={`/${slug}/booking/${manageToken(ctx, offer.chainId)}`}>
          {t("See your booking")}
        </LinkButton>
      )}
    </div>
  );
}
