// The texts about health in each language: read beside the English, and approved by a named person before patients see them.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { careLinesOf } from "@/lib/intake/care-lines";
import type { CareLines } from "@/lib/intake/screen-text";
import { careTexts, isTranslated, viewCareLanguages, type CareLanguageView } from "@/lib/intake/care-texts";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { approveCareTextsAction, withdrawCareTextsAction } from "./actions";

export const metadata: Metadata = { title: "Health texts by language" };

export default async function CareLanguagesPage({ searchParams }: PageProps<"/desk/languages">) {
  const { ctx, clinic } = await staffPage("/desk/languages", "edit_templates");
  const { language: asked } = await searchParams;
  const all = await viewCareLanguages(ctx);
  const chosen = isTranslated(asked) ? all.find(({ language }) => language === asked) : undefined;
  const said = ({ approved, changed }: CareLanguageView) =>
    approved
      ? `Approved by ${approved.name}, ${sayMoment(approved.at, clinic.timeZone, clinic.locale)}`
      : changed
        ? "The texts have changed since they were approved: shown in English until they are read again"
        : "Not approved: shown in English";
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/desk/templates", label: "Plan templates" }}
        title="Health texts by language"
        lead="The health questions, what follows from the answers, and the booking terms. Patients see them in English until somebody who reads the language has approved them here."
      />
      <RuleList label="Languages">
        {all.map((one) => (
          <RuleItem
            key={one.language}
            title={one.name}
            href={`/desk/languages?language=${one.language}#read`}
            detail={said(one)}
          />
        ))}
      </RuleList>
      {chosen ? <Reading one={chosen} said={said(chosen)} lines={careLinesOf(clinic.region)} /> : null}
    </Stack>
  );
}

function Reading({ one, said, lines }: { one: CareLanguageView; said: string; lines: CareLines }) {
  const { language, name, version, approved } = one;
  return (
    <Section title={name} id="read" hint={said}>
      <Stack>
        <table className="w-full max-w-4xl border-collapse">
          <thead className="sr-only">
            <tr>
              <th scope="col">English</th>
              <th scope="col">{name}</th>
            </tr>
          </thead>
          <tbody>
            {careTexts(language, lines).map(({ english, said: inTheirs }) => (
              <tr key={english} className="block border-t border-line py-3 align-top sm:table-row">
                <td className="block text-soft sm:table-cell sm:w-1/2 sm:py-3 sm:pe-6">{english}</td>
                <td className="block sm:table-cell sm:py-3" lang={language}>
                  {inTheirs}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {approved ? (
          <ActForm action={withdrawCareTextsAction.bind(null, language)}>
            <div>
              <SubmitButton variant="secondary" pendingLabel="One moment…">
                Show them in English again
              </SubmitButton>
            </div>
          </ActForm>
        ) : (
          <ActForm
            action={approveCareTextsAction.bind(null, language, version)}
            keep
            className="flex max-w-2xl flex-col items-stretch gap-5"
          >
            <Notice tone="info" title="Have them read by a clinician who speaks the language.">
              A wrong word here can send somebody who needs emergency care the wrong way. Your name is kept with the
              approval.
            </Notice>
            <label className="flex min-h-control items-center gap-3">
              <input type="checkbox" name="read" value="yes" required />
              {`I have read every line in ${name} and it says what the English says.`}
            </label>
            <TextField label="Your full name" name="name" autoComplete="name" maxLength={120} required />
            <div>
              <SubmitButton pendingLabel="Saving…">{`Approve ${name}`}</SubmitButton>
            </div>
          </ActForm>
        )}
        <p>
          <Anchor className="link" href="/desk/consent">
            The consent to treatment is the clinic’s own text
          </Anchor>
        </p>
      </Stack>
    </Section>
  );
}
