// A check-in before or after a visit, or whenever something is new.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { CheckInForm } from "@/components/following/check-in-form";
import { checkInWords, warningWords } from "@/components/following/check-in-words";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { KeptInEnglish } from "@/components/intake/kept-in-english";
import { saidQuestions } from "@/components/intake/said-questions";
import { PageHead } from "@/components/ui/page-head";
import { phoneWords } from "@/lib/clinic/phone-words";
import { newId } from "@/lib/ids";
import { careLinesOf } from "@/lib/intake/care-lines";
import { sayCare, wordingShown } from "@/lib/intake/care-texts";
import { tellAll } from "@/lib/languages/tell";
import { viewCheckIn } from "@/lib/plans/view-check-in";
import { careLanguage, ownTell, spokenLanguage } from "@/lib/server/language";
import { mePage } from "@/lib/server/me-door";
import { sayMoment } from "@/lib/time/say";
import { checkInAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Check in"),
  robots: { index: false },
});

export default async function CheckInPage({ params }: PageProps<"/[clinic]/me/check-in">) {
  const { clinic: slug } = await params;
  const { ctx, clinic } = await mePage(slug);
  const asked = await viewCheckIn(ctx);
  if (!asked) redirect(`/${slug}/me` as Route);
  const { emergency } = careLinesOf(clinic.region);
  const when = asked.visitStart ? sayMoment(asked.visitStart, clinic.timeZone, clinic.locale) : null;
  const t = await ownTell();
  const care = await careLanguage(ctx);
  const kept = care !== (await spokenLanguage());
  const say = (english: string) => sayCare(care, english);
  const leads = {
    before: `Two minutes before your visit, ${when}.`,
    after: `Two minutes about your visit, ${when}, and the days since.`,
    between: "Two minutes, whenever something has changed.",
  };
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/me`, label: t("Your pages") }}
        title={t("How are you?")}
        lead={t(leads[asked.kind])}
      />
      {kept ? <KeptInEnglish phone={phoneWords(clinic.phone)} /> : null}
      <div lang={care}>
        <EmergencyNotice number={emergency} language={care} />
      </div>
      <CheckInForm
        checkInId={newId()}
        shown={wordingShown(care)}
        kind={asked.kind}
        asksHeadacheDays={asked.asksHeadacheDays}
        counted={
          asked.countedHeadacheDays === null
            ? null
            : t(`Your diary counts ${asked.countedHeadacheDays} headache days in the last four weeks.`)
        }
        asksAbility={asked.asksAbility}
        questions={saidQuestions(asked.questions, say)}
        emergency={say(`If this is an emergency, call ${emergency} now.`)}
        words={tellAll(t, checkInWords)}
        warning={{ ...tellAll(say, warningWords), lang: care }}
        action={checkInAction.bind(null, slug)}
      />
    </div>
  );
}
