// The way to a clinic's own sign-in: which clinic, then on.
import type { Metadata } from "next";
import { PatientShell } from "@/components/ui/app-shell";
import { Anchor } from "@/components/ui/anchor";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Refusal } from "@/lib/errors";
import { guestCtx } from "@/lib/server/contexts";
import { loadProvider } from "@/lib/staff/identity-provider";
import { localPath } from "../local-path";

export const metadata: Metadata = { title: "Your clinic’s sign-in" };

const refusals: Record<string, string> = {
  sign_in_needed: "That took too long. Begin again.",
  busy_try_again: "Your clinic’s sign-in does not answer. Try again in a moment.",
  invalid: "Your clinic’s sign-in did not vouch for anybody who works here. Ask the owner to invite you first.",
};

/** A clinic that is not there and one without a sign-in of its own look the same. */
async function clinicWithProvider(slug: string) {
  try {
    const { ctx, clinic } = await guestCtx(slug);
    return (await loadProvider(ctx)) ? clinic : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export default async function ClinicSignInPage({ searchParams }: PageProps<"/sign-in/clinic">) {
  const { name, next, refused } = await searchParams;
  const slug = typeof name === "string" ? name.trim().toLowerCase() : "";
  const clinic = slug ? await clinicWithProvider(slug) : null;
  const refusal = typeof refused === "string" ? refusals[refused] : undefined;
  return (
    <PatientShell clinicName="Taper" clinicHref="/">
      <PageHead title="Your clinic’s sign-in" lead="For clinics whose people sign in with an account of their own." />
      <div className="mt-8 flex max-w-md flex-col items-start gap-6">
        {refusal ? <Notice tone="warning" live title={refusal} /> : null}
        {clinic ? (
          // A plain link: nothing may go there before it is pressed.
          <a
            href={`/sign-in/with/${clinic.slug}?next=${encodeURIComponent(localPath(next))}`}
            rel="nofollow"
            className={buttonClass()}
          >
            Continue to the sign-in of {clinic.name}
          </a>
        ) : (
          <form className="flex w-full flex-col items-start gap-5">
            {slug ? (
              <Notice tone="warning" live title="No such sign-in">
                No clinic at “{slug.slice(0, 80)}” signs in elsewhere. Check the name, or use your password.
              </Notice>
            ) : null}
            <TextField
              label="Your clinic’s address here"
              name="name"
              hint="The word behind the slash, as in taper.example/harbour: harbour."
              defaultValue={slug.slice(0, 80)}
              maxLength={80}
              autoCapitalize="none"
              required
            />
            <Button type="submit">Continue</Button>
          </form>
        )}
        <Anchor href="/sign-in" className="link">
          Sign in with your password or a passkey
        </Anchor>
      </div>
    </PatientShell>
  );
}
