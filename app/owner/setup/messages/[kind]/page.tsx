// One message as patients see it, with made-up people and times, and its words to change.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MessageTextForm, OriginalTextForm } from "@/components/messages/text-form";
import { Anchor } from "@/components/ui/anchor";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { isLanguage, languages, ownNames } from "@/lib/languages/language";
import { Refusal } from "@/lib/errors";
import { namesFor } from "@/lib/messages/own-words";
import { viewMessageText } from "@/lib/messages/set-messages";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { originalTextAction, setMessageTextAction } from "../actions";

export const metadata: Metadata = { title: "A message" };

export default async function MessageTextPage({ params, searchParams }: PageProps<"/owner/setup/messages/[kind]">) {
  const { kind } = await params;
  const { language: asked } = await searchParams;
  const language = isLanguage(asked) ? asked : "en";
  const { ctx, clinic } = await staffPage("/owner/setup/messages", "set_up_clinic");
  const view = await viewMessageText(ctx, { kind, language }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const { name, words, since, preview } = view;
  const names = namesFor(view.kind).map((one) => `{${one}}`);
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-3">
        <Anchor className="link inline-flex min-h-control items-center self-start" href="/owner/setup/messages">
          All messages
        </Anchor>
        <PageHead
          title={name}
          lead={
            since
              ? `In your own words since ${sayMoment(since, clinic.timeZone, clinic.locale)}.`
              : "In the words a clinic begins with."
          }
        />
        <nav aria-label="Language of the letter">
          <ul className="flex flex-wrap gap-x-5">
            {languages.map((one) => (
              <li key={one}>
                <Anchor
                  className="link inline-flex min-h-control items-center aria-[current]:font-semibold aria-[current]:no-underline"
                  href={`/owner/setup/messages/${view.kind}?language=${one}`}
                  lang={one}
                  aria-current={one === language ? "page" : undefined}
                >
                  {ownNames[one]}
                </Anchor>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="grid gap-10 lg:grid-cols-2">
        <Section title="As a patient sees it" id="preview" rule={false} hint="With made-up people and times.">
          <div className="flex flex-col gap-6">
            <div className="rounded border border-line bg-surface p-5" lang={language}>
              <p className="mb-4 font-semibold">{preview.subject}</p>
              <div className="text-sm break-words whitespace-pre-wrap">{preview.mail}</div>
            </div>
            <div>
              <h3 className="mb-2 font-semibold">As a text message</h3>
              <p className="max-w-80 rounded border border-line bg-sunk px-4 py-3 break-words">{preview.text}</p>
            </div>
          </div>
        </Section>
        <Section title="Its words" id="words" rule={false}>
          <div className="flex flex-col gap-6">
            <MessageTextForm
              key={language}
              words={words}
              names={names}
              action={setMessageTextAction.bind(null, view.kind, language)}
            />
            {since ? <OriginalTextForm action={originalTextAction.bind(null, view.kind, language)} /> : null}
          </div>
        </Section>
      </div>
    </Stack>
  );
}
