// Where booking stops: what to do now, in the clinic's words for its region. Nothing is booked.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { KeptInEnglish } from "@/components/intake/kept-in-english";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { careLinesOf } from "@/lib/intake/care-lines";
import { sayCare } from "@/lib/intake/care-texts";
import { currentScreen } from "@/lib/intake/current-screen";
import { readAnswers } from "@/lib/intake/read-answers";
import { screenText } from "@/lib/intake/screen-text";
import { openBookingDraft } from "@/lib/server/booking-draft";
import { careLanguage, spokenLanguage } from "@/lib/server/language";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("booking.stop"))("tab"),
});

export default async function StopPage({ params }: PageProps<"/[clinic]/book/stop">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  const { version, questions } = currentScreen();
  if (draft.screenVersion !== version) redirect(`/${slug}` as Route);
  const complete = {
    ...Object.fromEntries(questions.filter((q) => !q.when).map((q) => [q.id, "no"])),
    ...draft.answers,
  };
  const { tier } = readAnswers(version, complete);
  if (tier !== "A" && tier !== "B") redirect(`/${slug}/book/check` as Route);
  const care = await careLanguage(ctx);
  const t = await getTranslations({ locale: care, namespace: "booking.stop" });
  const kept = care !== (await spokenLanguage());
  const text = screenText(tier, careLinesOf(clinic.region));
  const say = (english: string) => sayCare(care, english);
  return (
    <div className="flex flex-col gap-8">
      {kept ? <KeptInEnglish phone={phoneWords(clinic.phone)} /> : null}
      <div lang={kept ? care : undefined} className="flex flex-col gap-8">
        <PageHead title={say(text.title)} />
        <Notice tone="stop" title={say(text.body)}>
          {say(text.notice)}
        </Notice>
        {text.emergency ? (
          <LinkButton href={`tel:${text.emergency}`} icon="phone" variant={tier === "A" ? "primary" : "secondary"}>
            {t("call", { number: text.emergency })}
          </LinkButton>
        ) : null}
        {tier === "B" ? <p>{t("listed", { phone: phoneWords(clinic.phone) })}</p> : null}
        <p className="text-soft">
          {t.rich("mistake", {
            again: (words) => (
              <a className="link" href={`/${slug}/book/health`}>
                {words}
              </a>
            ),
          })}
        </p>
      </div>
    </div>
  );
}
