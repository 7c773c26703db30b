// Where the link of a forgotten password leads. Looking uses nothing up; the form does.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { PatientShell } from "@/components/ui/app-shell";
import { LinkButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { Refusal } from "@/lib/errors";
import { signInDoor } from "@/lib/server/auth";
import { viewNewPassword } from "@/lib/staff/forgotten-password";
import { choosePasswordAction } from "../../actions";

// No referrer policy of its own: with "no-referrer" a form sent without JavaScript names no origin, and is refused.
export const metadata: Metadata = { title: "A new password", robots: { index: false } };

export default async function NewPasswordPage({ params }: PageProps<"/sign-in/new-password/[token]">) {
  const { token } = await params;
  const asked = await viewNewPassword(signInDoor(), { token }).catch((error: unknown) => {
    if (error instanceof Refusal) return error.message;
    throw error;
  });
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <Stack gap="wide">
        {typeof asked === "string" ? (
          <>
            <PageHead title="This link is over" lead={asked} />
            <LinkButton href="/sign-in/forgotten">Send me another</LinkButton>
          </>
        ) : (
          <>
            <PageHead
              title="Choose a new password"
              lead={`For ${asked.email}. You will be signed out wherever you are signed in.`}
            />
            <ActForm
              action={choosePasswordAction.bind(null, token)}
              className="flex max-w-md flex-col items-start gap-5"
            >
              <input type="email" name="email" value={asked.email} autoComplete="username" readOnly hidden />
              <TextField
                label="New password"
                name="newPassword"
                type="password"
                autoComplete="new-password"
                hint={`At least ${asked.least} characters. Spaces are fine: a short sentence that only you would say is easy to keep in mind.`}
                required
              />
              <SubmitButton pendingLabel="One moment…">Keep it</SubmitButton>
            </ActForm>
          </>
        )}
      </Stack>
    </PatientShell>
  );
}
