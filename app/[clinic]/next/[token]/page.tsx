// Times for a visit that has none yet, each booked with one press. Looking changes nothing.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextTimes } from "@/components/plans/next-times";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { phoneWords } from "@/lib/clinic/phone-words";
import { Refusal } from "@/lib/errors";
import { viewNextVisit } from "@/lib/plans/next-visit";
import { planLink } from "@/lib/plans/plan-link";
import { publicPage } from "@/lib/server/contexts";
import { keyDoor } from "@/lib/server/key-door";
import { ownTell } from "@/lib/server/language";
import { sayMoment, sayZone } from "@/lib/time/say";
import { bookAction, declineAction } from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your next visit"),
  robots: { index: false },
});

async function load(slug: string, token: string) {
  try {
    const { ctx, id: visitId } = await keyDoor(slug, "visit", token);
    return { ctx, view: await viewNextVisit(ctx, { visitId }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "review_first") return null;
    notFound();
  }
}

/** More can be seen on the plan's own page. */
const mostShown = 12;

export default async function NextVisitPage({ params, searchParams }: PageProps<"/[clinic]/next/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const loaded = await load(slug, token);
  const asked = await searchParams;
  const t = await ownTell();
  const call = t(`Call us on ${phoneWords(clinic.phone)}; we will find a time with you.`);
  if (!loaded) return <PageHead title={t("Please talk to us first")} lead={call} />;
  const { ctx, view } = loaded;
  const plan = planLink(ctx, slug, view.planId).slice(ctx.publicUrl.length);
  if (view.state === "over")
    return <PageHead title={t("Nothing to book here")} lead={`${t("This visit needs no time just now.")} ${call}`} />;
  if (view.state === "booked")
    return (
      <div className="flex flex-col gap-8">
        <PageHead title={t("Your visit is booked")} lead={sayMoment(view.start, clinic.timeZone, clinic.locale)} />
        {asked["booked"] !== undefined ? (
          <Notice tone="success" title={t("Booked. We send you the details.")} live />
        ) : null}
        <p>{t(`With ${view.practitionerName}. All times are ${sayZone(clinic.timeZone, clinic.locale)}.`)}</p>
        <LinkButton variant="secondary" href={plan}>
          {t("See or move it")}
        </LinkButton>
      </div>
    );
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={t("Choose a time for your next visit")}
        lead={t(`One press books it. All times are ${sayZone(clinic.timeZone, clinic.locale)}.`)}
      />
      {asked["gone"] !== undefined ? (
        <Notice tone="warning" title={t("Somebody else has just taken this time. These are free now.")} live />
      ) : null}
      {asked["later"] !== undefined ? (
        <Notice tone="success" title={t("We write no more about this visit.")} live>
          {t("You can still book it here whenever it suits you.")}
        </Notice>
      ) : null}
      {view.starts.length ? (
        <NextTimes
          t={t}
          times={view.starts.slice(0, mostShown).map((one) => ({
            value: `${one.start.toISOString()}|${one.practitionerId}`,
            label: sayMoment(one.start, clinic.timeZone, clinic.locale),
            hint: one.practitionerName,
          }))}
          book={bookAction.bind(null, slug, token)}
          decline={asked["later"] === undefined ? declineAction.bind(null, slug, token) : null}
        />
      ) : (
        <EmptyState title={t("Nothing is free just now")}>{call}</EmptyState>
      )}
      <p>
        <a className="link" href={plan}>
          {t("See all your visits")}
        </a>
      </p>
    </div>
  );
}
