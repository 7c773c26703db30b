// The clinic's text, and a name under it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { asWritten, type Tell } from "@/lib/languages/tell";

type Props = { t?: Tell; version: number; title: string; body: string; action: Act };

export function ConsentForm({ t = asWritten, version, title, body, action }: Props) {
  return (
    <ActForm action={action} className="flex max-w-2xl flex-col gap-4">
      <h3 className="text-base">{title}</h3>
      <div className="measure whitespace-pre-line">{body}</div>
      <input type="hidden" name="version" value={version} />
      <TextField
        label={t("Full name, to sign")}
        name="signedName"
        id="consent-name"
        hint={t("For a child, the guardian signs.")}
        autoComplete="off"
        maxLength={120}
        width="medium"
        required
      />
      <div>
        <SubmitButton pendingLabel={t("Signing…")}>{t("I have read it, and agree")}</SubmitButton>
      </div>
    </ActForm>
  );
}
