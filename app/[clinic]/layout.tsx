// The patients' frame of one clinic, in the reader's language.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { Anchor } from "@/components/ui/anchor";
import { PatientShell } from "@/components/ui/app-shell";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { PartWordsProvider } from "@/components/ui/word";
import { wordsOf } from "@/lib/languages/words";
import { publicPage } from "@/lib/server/contexts";
import { languageChoices, spokenLanguage, wishedLanguage } from "@/lib/server/language";
import { ActingFor } from "./acting-for";
import { languageAction } from "./language-actions";

export async function generateMetadata({ params }: LayoutProps<"/[clinic]">): Promise<Metadata> {
  const { clinic } = await publicPage((await params).clinic);
  return { title: { default: clinic.name, template: `%s – ${clinic.name}` }, description: clinic.about };
}

export default async function ClinicLayout({ params, children }: LayoutProps<"/[clinic]">) {
  const { clinic } = await publicPage((await params).clinic);
  const [spoken, wished] = [await spokenLanguage(), await wishedLanguage()];
  const { frame } = wordsOf(spoken);
  return (
    <PartWordsProvider words={frame.parts}>
      <PatientShell
        clinicName={clinic.name}
        clinicHref={`/${clinic.slug}`}
        words={frame}
        languages={
          <>
            <LanguageSwitch
              label={frame.languages}
              choices={languageChoices(wished)}
              action={languageAction.bind(null, clinic.slug)}
            />
            {wished === spoken ? null : (
              <p lang={wished} className="text-sm text-soft">
                {wordsOf(wished).frame.onlyEnglish}
              </p>
            )}
          </>
        }
        end={
          <a href={`tel:${clinic.phone.replaceAll(/[^+\d]/g, "")}`} className="link">
            {phoneWords(clinic.phone)}
          </a>
        }
        footer={
          <>
            <p>
              {clinic.name} ·{" "}
              <a href={`mailto:${clinic.email}`} className="link">
                {clinic.email}
              </a>
            </p>
            <p className="flex gap-x-4">
              <Anchor href={`/${clinic.slug}/privacy`} className="link">
                {frame.privacy}
              </Anchor>
              <Anchor href={`/${clinic.slug}/terms`} className="link">
                {frame.terms}
              </Anchor>
            </p>
          </>
        }
      >
        <ActingFor slug={clinic.slug} />
        {children}
      </PatientShell>
    </PartWordsProvider>
  );
}
