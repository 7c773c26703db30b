// The text that patients sign before they are treated, version by version.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { TextAreaField, TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { listConsentTexts } from "@/lib/intake/treatment-consent";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { setConsentTextAction } from "./actions";

export const metadata: Metadata = { title: "Consent to treatment" };

export default async function ConsentPage() {
  const { ctx, clinic } = await staffPage("/desk/consent", "edit_templates");
  const texts = await listConsentTexts(ctx);
  const latest = texts[0];
  return (
    <Stack>
      <PageHead
        back={{ href: "/desk/templates", label: "Plan templates" }}
        title="Consent to treatment"
        lead="Patients sign it online beside their plan, or on the clinic’s screen. A new version asks everybody again. Have a lawyer read it."
      />
      <ActForm action={setConsentTextAction} keep className="flex max-w-2xl flex-col gap-5">
        <TextField
          label="Title"
          name="title"
          maxLength={120}
          defaultValue={latest?.title ?? "Consent to treatment"}
          required
        />
        <TextAreaField
          label="What they agree to"
          name="body"
          rows={14}
          maxLength={12_000}
          defaultValue={latest?.body ?? ""}
          required
        />
        <div>
          <SubmitButton pendingLabel="Saving…">{latest ? "Save as the next version" : "Save it"}</SubmitButton>
        </div>
      </ActForm>
      {texts.length ? (
        <Section title="Versions" id="versions">
          <RuleList label="Versions">
            {texts.map(({ version, title, body, setAt }) => (
              <RuleItem
                key={version}
                title={`Version ${version}: ${title}`}
                detail={sayMoment(setAt, clinic.timeZone, clinic.locale)}
              >
                <details>
                  <summary className="inline-flex min-h-control items-center text-accent">Read it</summary>
                  <p className="measure whitespace-pre-line">{body}</p>
                </details>
              </RuleItem>
            ))}
          </RuleList>
        </Section>
      ) : null}
    </Stack>
  );
}
