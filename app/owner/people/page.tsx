// The clinic's people who sign in: who they are, invitations, and what is asked of everybody's sign-in.
import type { Metadata } from "next";
import { InvitationForm } from "@/components/people/invitation-form";
import { InvitationList, MemberList } from "@/components/people/member-list";
import { LockRule } from "@/components/people/lock-rule";
import { SignInRule } from "@/components/people/sign-in-rule";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { mayDo } from "@/lib/permissions/permissions";
import { accountDoor, staffPage } from "@/lib/server/contexts";
import { listMembers } from "@/lib/staff/members";
import { allRoles, mayHandOut, roleWords } from "@/lib/staff/roles";
import { isProved } from "@/lib/staff/session-life";
import { loadSignInRule } from "@/lib/staff/sign-in-rule";
import { sayMoment } from "@/lib/time/say";
import { endMembershipAction, inviteAction, setSignInRuleAction, withdrawInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Staff" };

export default async function PeoplePage() {
  await staffPage("/owner/people", "manage_members");
  const { ctx, clinic, actor } = await accountDoor("/owner/people");
  const [view, rule] = await Promise.all([listMembers(ctx), loadSignInRule(ctx)]);
  const withRole = <Line extends { role: keyof typeof roleWords }>(line: Line) => ({
    ...line,
    role: roleWords[line.role],
  });
  return (
    <Stack gap="wide">
      <PageHead title="Staff" lead={`Who signs in for ${clinic.name}.`} />
      <Section title="Members" id="members" rule={false}>
        <MemberList members={view.members.map(withRole)} end={endMembershipAction} />
      </Section>
      {view.invitations.length ? (
        <Section title="Invitations on their way" id="invitations">
          <InvitationList
            invitations={view.invitations.map((line) => ({
              ...withRole(line),
              until: sayMoment(line.expiresAt, clinic.timeZone, clinic.locale),
            }))}
            withdraw={withdrawInvitationAction}
          />
        </Section>
      ) : null}
      <Section
        title="Invite somebody"
        id="invite"
        hint="They get a link by e-mail. It works once, for three days, and they choose their own password."
      >
        {isProved(actor.provedAt, ctx.now) ? (
          <InvitationForm
            roles={allRoles
              .filter((role) => mayHandOut(actor, role))
              .map((role) => ({ value: role, label: roleWords[role] }))}
            practitioners={view.practitioners.map(({ id, name }) => ({ value: id, label: name }))}
            action={inviteAction}
          />
        ) : (
          <LinkButton href="/account/confirm?next=/owner/people" variant="secondary">
            Type your password to invite somebody
          </LinkButton>
        )}
      </Section>
      <Section title="Second factor for everybody" id="rule">
        <SignInRule
          required={rule.secondFactorRequired}
          without={view.members.filter(({ factorOn }) => !factorOn).map(({ name }) => name)}
          action={mayDo(actor, "set_sign_in_rule") ? setSignInRuleAction : null}
        />
      </Section>
      <Section
        title="A desk that is left alone"
        id="lock"
        hint="It locks by itself and shows nothing until somebody unlocks it by PIN, passkey or password."
      >
        <LockRule minutes={rule.lockAfterMin} action={mayDo(actor, "set_sign_in_rule") ? setSignInRuleAction : null} />
      </Section>
    </Stack>
  );
}
