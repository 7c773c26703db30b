// Which messages a person gets and by which way. Looking changes nothing; mail programs may open it.
import type { Metadata } from "next";
import { ChoicesForm, StopForm } from "@/components/messages/choices-form";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { purposes } from "@/lib/intake/purposes";
import { languages, ownNames } from "@/lib/languages/language";
import { viewChoices } from "@/lib/messages/choose-messages";
import { chosenTopics, topicWords } from "@/lib/messages/topics";
import { publicPage } from "@/lib/server/contexts";
import { keyPage } from "@/lib/server/key-door";
import { chooseAction, stopAction } from "./actions";

export const metadata: Metadata = { title: "Your messages", robots: { index: false } };

export default async function MessagesPage({ params, searchParams }: PageProps<"/[clinic]/messages/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const view = await keyPage(slug, "messages", token, (ctx, patientId) => viewChoices(ctx, { patientId }));
  const asked = await searchParams;
  return (
    <div className="flex flex-col gap-8">
      <PageHead title="Your messages" lead={`What ${clinic.name} writes to you, and how.`} />
      {asked["saved"] !== undefined ? <Notice tone="success" title="Saved. It holds from now on." live /> : null}
      {view.stopped ? (
        <Notice tone="info" title="Text messages are off for your number, because STOP came from it.">
          Text START from it, and you can choose them again.
        </Notice>
      ) : null}
      <ChoicesForm
        topics={chosenTopics.map((topic) => ({
          topic,
          ...topicWords[topic],
          chosen: view.choices[topic],
          ways: [
            { value: "email", label: view.email ? `E-mail to ${view.email}` : "E-mail" },
            ...(view.texts ? [{ value: "sms", label: `Text message to ${view.mobile}` }] : []),
            ...(topic === "booking" ? [] : [{ value: "none", label: "Not at all" }]),
          ],
        }))}
        language={view.language}
        languages={languages.map((value) => ({ value, label: ownNames[value] }))}
        news={view.news}
        newsText={purposes.news.box}
        action={chooseAction.bind(null, slug, token)}
      />
      <Section title="No messages but about bookings" id="stop">
        <StopForm action={stopAction.bind(null, slug, token)} />
      </Section>
    </div>
  );
}
