// Where the people of a clinic sign in.
import type { Metadata } from "next";
import { PasskeyButton } from "@/components/people/passkey-button";
import { SignInForm } from "@/components/people/sign-in-form";
import { Anchor } from "@/components/ui/anchor";
import { PatientShell } from "@/components/ui/app-shell";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { signedIn } from "@/lib/server/contexts";
import { askForPasskeyAction, signInAction, signInByPasskeyAction } from "./actions";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, again, changed } = await searchParams;
  const person = await signedIn();
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <PageHead title="Sign in" lead="For practitioners, the front desk and owners." />
      <div className="mt-8 flex max-w-md flex-col gap-6">
        {again ? (
          <Notice tone="warning" live title="Please begin again">
            The code took too long, or did not fit too often. Type your password once more.
          </Notice>
        ) : null}
        {changed ? (
          <Notice tone="success" live title="Your new password is kept">
            Sign in with it. You are signed out everywhere else.
          </Notice>
        ) : null}
        {person && next ? (
          <Notice title="No clinic to open">
            You are signed in as {person.email}, and no clinic lets this account in at the moment. Ask the clinic’s
            owner, or sign in with another account.
          </Notice>
        ) : null}
        <SignInForm next={localPath(next)} action={signInAction} />
        <PasskeyButton
          deed="use"
          label="Use a passkey"
          full
          begin={askForPasskeyAction}
          finish={signInByPasskeyAction}
          next={localPath(next)}
        />
        <p className="flex flex-col gap-2">
          <Anchor href="/sign-in/forgotten" className="link">
            I forgot my password
          </Anchor>
          <Anchor href="/sign-in/clinic" className="link">
            My clinic has a sign-in of its own
          </Anchor>
        </p>
      </div>
    </PatientShell>
  );
}
