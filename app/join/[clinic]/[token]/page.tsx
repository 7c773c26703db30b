// Where the link of an invitation leads. Looking uses nothing up; the form does.
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ActForm } from "@/components/desk/act-form";
import { JoinForm } from "@/components/people/join-form";
import { PatientShell } from "@/components/ui/app-shell";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { Refusal } from "@/lib/errors";
import { publicPage, signedIn } from "@/lib/server/contexts";
import { loadInvitation } from "@/lib/staff/accept-invitation";
import { leastLength } from "@/lib/staff/password-rule";
import { roleWords } from "@/lib/staff/roles";
import { acceptAction, joinAction } from "./actions";

// No referrer policy of its own: with "no-referrer" a form sent without JavaScript names no origin, and is refused.
export const metadata: Metadata = { title: "Your invitation", robots: { index: false } };

export default async function JoinPage({ params }: PageProps<"/join/[clinic]/[token]">) {
  const { clinic: slug, token } = await params;
  const { ctx, clinic } = await publicPage(slug, true);
  const frame = (title: string, lead: string, children: ReactNode) => (
    <PatientShell clinicName={clinic.name} clinicHref={`/${slug}`}>
      <Stack gap="wide">
        <PageHead title={title} lead={lead} />
        {children}
      </Stack>
    </PatientShell>
  );
  const invitation = await loadInvitation({ ...ctx, now: new Date() }, { token }).catch((error: unknown) => {
    if (error instanceof Refusal) return error.message;
    throw error;
  });
  if (typeof invitation === "string")
    return frame("This invitation is over", invitation, <LinkButton href="/sign-in">Go to the sign-in</LinkButton>);
  const role = roleWords[invitation.role].toLowerCase();
  const title = `Join ${clinic.name}`;
  if (!invitation.hasAccount)
    return frame(
      title,
      `You are invited as ${role}. You will sign in with ${invitation.email}.`,
      <JoinForm
        email={invitation.email}
        name={invitation.name}
        least={leastLength(false)}
        action={joinAction.bind(null, slug, token)}
      />,
    );
  const person = await signedIn();
  if (person?.email === invitation.email)
    return frame(
      title,
      `You are invited as ${role}, and signed in as ${invitation.email}.`,
      <ActForm action={acceptAction.bind(null, slug, token)} className="flex flex-col items-start gap-5">
        <SubmitButton pendingLabel="One moment…">Accept the invitation</SubmitButton>
      </ActForm>,
    );
  return frame(
    title,
    `You are invited as ${role}. ${invitation.email} has an account already: sign in with it, then accept.`,
    <LinkButton href={`/sign-in?next=${encodeURIComponent(`/join/${slug}/${token}`)}`}>Sign in</LinkButton>,
  );
}
