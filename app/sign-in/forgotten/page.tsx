// Asks for the link by which somebody of a clinic chooses a new password.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { PatientShell } from "@/components/ui/app-shell";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { askForNewPasswordAction } from "../actions";

export const metadata: Metadata = { title: "A forgotten password" };

export default async function ForgottenPage({ searchParams }: PageProps<"/sign-in/forgotten">) {
  const sent = (await searchParams)["sent"] !== undefined;
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <PageHead
        title="A forgotten password"
        lead="We send a link to your e-mail address. With it you choose a new password; a second factor stays as it is."
      />
      <div className="mt-8 flex max-w-md flex-col gap-6">
        {sent ? (
          <Notice tone="success" live title="Look into your mailbox">
            If a clinic lets this address in, a link is on its way. It works once, within half an hour.
          </Notice>
        ) : (
          <ActForm action={askForNewPasswordAction}>
            <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
            <SubmitButton pendingLabel="Sending…">Send me a link</SubmitButton>
          </ActForm>
        )}
        <Anchor href="/sign-in" className="link">
          Back to the sign-in
        </Anchor>
      </div>
    </PatientShell>
  );
}
