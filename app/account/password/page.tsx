// A new password for oneself.
import type { Metadata } from "next";
import { PasswordForm } from "@/components/people/password-form";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { accountDoor, signedIn } from "@/lib/server/contexts";
import { leastLength } from "@/lib/staff/password-rule";
import { loadSecondFactor } from "@/lib/staff/second-factor";
import { changePasswordAction } from "../actions";

export const metadata: Metadata = { title: "Change the password" };

export default async function PasswordPage() {
  const { ctx, me } = await accountDoor("/account/password");
  const [factor, person] = await Promise.all([loadSecondFactor(ctx, me), signedIn()]);
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/account", label: "Your account" }}
        title="Change the password"
        lead="Wherever else you are signed in, you will be signed out."
      />
      <PasswordForm
        email={person?.email ?? ""}
        least={leastLength(factor.state === "on")}
        action={changePasswordAction}
      />
    </Stack>
  );
}
