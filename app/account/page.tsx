// One's own account: how one signs in.
import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { accountDoor } from "@/lib/server/contexts";
import { loadSecondFactor } from "@/lib/staff/second-factor";

export const metadata: Metadata = { title: { absolute: "Your account" } };

export default async function AccountPage() {
  const { ctx, me, actor } = await accountDoor("/account");
  const factor = await loadSecondFactor(ctx, me);
  return (
    <Stack gap="wide">
      <PageHead title="Your account" lead={actor.name} />
      <Section
        title="Second factor"
        id="second-factor"
        hint={
          factor.state === "on"
            ? `On. ${factor.codesLeft} recovery codes are unused.`
            : "Off. Your password alone signs you in."
        }
      >
        <LinkButton href="/account/second-factor" variant="secondary">
          {factor.state === "on" ? "Change the second factor" : "Set up a second factor"}
        </LinkButton>
      </Section>
    </Stack>
  );
}
