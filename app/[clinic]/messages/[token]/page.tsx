// Which messages a person gets and by which way. Looking changes nothing; mail programs may open it.
import type { Metadata } from "next";
import { ChoicesForm, StopForm } from "@/components/messages/choices-form";
import { choicesWords, stopWords } from "@/components/messages/choices-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { sayCare } from "@/lib/intake/care-texts";
import { purposes } from "@/lib/intake/purposes";
import { languages, ownNames } from "@/lib/languages/language";
import { viewChoices } from "@/lib/messages/choose-messages";
import { chosenTopics, topicWords } from "@/lib/messages/topics";
import { tellAll } from "@/lib/languages/tell";
import { publicPage } from "@/lib/server/contexts";
import { keyPage } from "@/lib/server/key-door";
import { careLanguage, ownTell } from "@/lib/server/language";
import { chooseAction, stopAction } from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your messages"),
  robots: { index: false },
});

export default async function MessagesPage({ params, searchParams }: PageProps<"/[clinic]/messages/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const { view, care } = await keyPage(slug, "messages", token, async (ctx, patientId) => ({
    view: await viewChoices(ctx, { patientId }),
    care: await careLanguage(ctx),
  }));
  const asked = await searchParams;
  const t = await ownTell();
  return (
    <div className="flex flex-col gap-8">
      <PageHead title={t("Your messages")} lead={t(`What ${clinic.name} writes to you, and how.`)} />
      {asked["saved"] !== undefined ? <Notice tone="success" title={t("Saved. It holds from now on.")} live /> : null}
      {view.stopped ? (
        <Notice tone="info" title={t("Text messages are off for your number, because STOP came from it.")}>
          {t("Text START from it, and you can choose them again.")}
        </Notice>
      ) : null}
      <ChoicesForm
        topics={chosenTopics.map((topic) => ({
          topic,
          ...tellAll(t, topicWords[topic]),
          chosen: view.choices[topic],
          ways: [
            { value: "email", label: t(view.email ? `E-mail to ${view.email}` : "E-mail") },
            ...(view.texts ? [{ value: "sms", label: t(`Text message to ${view.mobile}`) }] : []),
            ...(topic === "booking" ? [] : [{ value: "none", label: t("Not at all") }]),
          ],
        }))}
        language={view.language}
        languages={languages.map((value) => ({ value, label: ownNames[value] }))}
        news={view.news}
        newsText={<span lang={care}>{sayCare(care, purposes.news.box)}</span>}
        words={tellAll(t, choicesWords)}
        action={chooseAction.bind(null, slug, token)}
      />
      <Section title={t("No messages but about bookings")} id="stop">
        <StopForm words={tellAll(t, stopWords)} action={stopAction.bind(null, slug, token)} />
      </Section>
    </div>
  );
}
