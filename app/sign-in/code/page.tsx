// The second step of a sign-in: the code that the person's app shows.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInCodeForm } from "@/components/people/sign-in-code-form";
import { PatientShell } from "@/components/ui/app-shell";
import { PageHead } from "@/components/ui/page-head";
import { readProofCookie } from "@/lib/server/cookies";
import { signInCodeAction } from "../actions";
import { localPath } from "../local-path";

export const metadata: Metadata = { title: "Your code" };

export default async function SignInCodePage({ searchParams }: PageProps<"/sign-in/code">) {
  const next = localPath((await searchParams)["next"]);
  if (!(await readProofCookie())) redirect(`/sign-in?next=${encodeURIComponent(next)}` as Route);
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <PageHead title="Your code" lead="Your password was right. Now the code that your authenticator app shows." />
      <div className="mt-8 max-w-md">
        <SignInCodeForm next={next} action={signInCodeAction} />
      </div>
    </PatientShell>
  );
}
