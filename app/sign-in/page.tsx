// Where the people of a clinic sign in.
import type { Metadata } from "next";
import { SignInForm } from "@/components/people/sign-in-form";
import { PatientShell } from "@/components/ui/app-shell";
import { PageHead } from "@/components/ui/page-head";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <PageHead title="Sign in" lead="For practitioners, the front desk and owners." />
      <div className="mt-8 max-w-md">
        <SignInForm next={typeof next === "string" ? next : "/desk"} action={signInAction} />
      </div>
    </PatientShell>
  );
}
