// Step 3: the health questions on two pages, the emergency line on the first.
import type { Metadata } from "next";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ScreenForm } from "@/components/intake/screen-form";
import { EmergencyNotice } from "@/components/intake/emergency-notice";
import { KeptInEnglish } from "@/components/intake/kept-in-english";
import { saidQuestions } from "@/components/intake/said-questions";
import { PageHead } from "@/components/ui/page-head";
import { careLinesOf } from "@/lib/intake/care-lines";
import { phoneWords } from "@/lib/clinic/phone-words";
import { wordsOf } from "@/lib/languages/words";
import { sayCare, wordingShown } from "@/lib/intake/care-texts";
import { currentScreen } from "@/lib/intake/current-screen";
import { openBookingDraft } from "@/lib/server/booking-draft";
import { careLanguage, spokenLanguage } from "@/lib/server/language";
import { healthAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("booking.health"))("tab"),
});

export default async function HealthPage({ params, searchParams }: PageProps<"/[clinic]/book/health">) {
  const { clinic: slug } = await params;
  const page = (await searchParams)["page"] === "background" ? "background" : "now";
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  if (!draft.serviceId || !draft.holdId) redirect(`/${slug}` as Route);
  if (!draft.detailsDone) redirect(`/${slug}/book/details` as Route);
  const { version, questions } = currentScreen();
  const first = page === "now";
  const care = await careLanguage(ctx);
  const t = await getTranslations({ locale: care, namespace: "booking.health" });
  const { booking } = wordsOf(care);
  const kept = care !== (await spokenLanguage());
  return (
    <div className="flex flex-col gap-8">
      {kept ? <KeptInEnglish phone={phoneWords(clinic.phone)} /> : null}
      <div lang={kept ? care : undefined} className="flex flex-col gap-8">
        <PageHead
          back={
            first
              ? { href: `/${slug}/book/details`, label: t("who") }
              : { href: `/${slug}/book/health`, label: t("before") }
          }
          steps={{ current: 3, total: 4, label: t(first ? "page1" : "page2") }}
          title={t(first ? "now" : "background")}
          lead={t("lead")}
        />
        {first ? <EmergencyNotice number={careLinesOf(clinic.region).emergency} language={care} /> : null}
        <ScreenForm
          key={page}
          page={page}
          questions={saidQuestions(
            questions.filter((question) => question.page === page),
            (text) => sayCare(care, text),
          )}
          shown={wordingShown(care)}
          initial={draft.screenVersion === version ? draft.answers : {}}
          submitLabel={t(first ? "go" : "goCheck")}
          words={booking.healthForm}
          action={healthAction.bind(null, slug)}
        />
      </div>
    </div>
  );
}
