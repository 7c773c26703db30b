// The frame of the owner's pages.
import type { Metadata } from "next";
import { SignedIn } from "@/components/people/signed-in";
import { OwnerShell } from "@/components/ui/app-shell";
import { mayDo } from "@/lib/permissions/permissions";
import { staffSeen } from "@/lib/server/contexts";
import { lockAction } from "../locked/actions";
import { signOutAction } from "../sign-in/actions";
import { SubscriptionNews } from "../subscription-news";

export const metadata: Metadata = { title: { default: "Owner", template: "%s – Owner" }, robots: { index: false } };

export default async function OwnerLayout({ children }: LayoutProps<"/owner">) {
  const door = await staffSeen();
  // The page itself leads to the sign-in, or to the second factor, and back to where it stands.
  if (!door || door.enrolFirst || door.locked) return children;
  return (
    <OwnerShell
      clinicName={door.clinic.name}
      href="/owner"
      sections={[
        ...(mayDo(door.actor, "see_adherence") ? [{ href: "/owner", label: "Overview", exact: true }] : []),
        ...(mayDo(door.actor, "manage_members") ? [{ href: "/owner/people", label: "Staff" }] : []),
        ...(mayDo(door.actor, "see_money") ? [{ href: "/owner/money", label: "Money" }] : []),
        ...(mayDo(door.actor, "manage_subscription") ? [{ href: "/owner/subscription", label: "Subscription" }] : []),
        ...(mayDo(door.actor, "set_up_clinic") ? [{ href: "/owner/setup", label: "Set-up" }] : []),
        ...(mayDo(door.actor, "keep_articles") ? [{ href: "/owner/articles", label: "Articles" }] : []),
        ...(mayDo(door.actor, "keep_breaches") ? [{ href: "/owner/keeping", label: "Keeping" }] : []),
        ...(mayDo(door.actor, "see_audit") ? [{ href: "/owner/audit", label: "Who did what" }] : []),
        { href: "/desk", label: "Desk" },
      ]}
      end={
        <SignedIn name={door.actor.name} signOut={signOutAction} lock={lockAction} lockAfterMin={door.lockAfterMin} />
      }
    >
      <SubscriptionNews door={door} />
      {children}
    </OwnerShell>
  );
}
