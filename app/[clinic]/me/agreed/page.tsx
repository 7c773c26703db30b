// What a patient agreed to, purpose by purpose, and taking it back.
import type { Metadata } from "next";
import { KeptInEnglish } from "@/components/intake/kept-in-english";
import { PurposeList } from "@/components/patients/purpose-list";
import { purposeItems } from "@/components/patients/purpose-items";
import { Anchor } from "@/components/ui/anchor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { phoneWords } from "@/lib/clinic/phone-words";
import { sayCare } from "@/lib/intake/care-texts";
import { viewPurposes } from "@/lib/intake/purpose-consent";
import { messagesLink } from "@/lib/messages/message-key";
import { ownPlan } from "@/lib/plans/own-plan";
import { planToken } from "@/lib/plans/plan-token";
import { careLanguage, ownTell, spokenLanguage } from "@/lib/server/language";
import { mePage } from "@/lib/server/me-door";
import { sayConsentAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("What you agreed to"),
  robots: { index: false },
});

export default async function AgreedPage({ params, searchParams }: PageProps<"/[clinic]/me/agreed">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, patientId } = await mePage(slug);
  const [lines, plan, asked] = await Promise.all([viewPurposes(ctx, { patientId }), ownPlan(ctx), searchParams]);
  const t = await ownTell();
  const care = await careLanguage(ctx);
  const say = (english: string) => sayCare(care, english);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/me`, label: t("Your pages") }}
        title={t("What you agreed to")}
        lead={t(
          "You may change each of these at any time. It holds from then on, and what was said before stays on record.",
        )}
      />
      {asked["said"] === undefined ? null : <Notice tone="success" live title={t("Saved. It holds from now on.")} />}
      {care === (await spokenLanguage()) ? null : <KeptInEnglish phone={phoneWords(clinic.phone)} />}
      <PurposeList
        t={t}
        care={{ lang: care, say }}
        items={purposeItems(lines, clinic, {
          sign: plan ? (
            <Anchor href={`/${slug}/plan/${planToken(ctx, plan.planId)}#consent`}>{t("Read and sign")}</Anchor>
          ) : null,
          t,
        })}
        say={sayConsentAction.bind(null, slug)}
      />
      <Section
        title={t("Messages")}
        id="messages"
        hint={t("Reminders and all else that we write, each by the way you choose, or not at all.")}
      >
        <Anchor href={messagesLink(ctx, slug, patientId)} className="link">
          {t("Choose your messages")}
        </Anchor>
      </Section>
    </div>
  );
}
