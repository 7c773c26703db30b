// The frame of one's own account.
import type { Metadata } from "next";
import { SignedIn } from "@/components/people/signed-in";
import { DeskShell } from "@/components/ui/app-shell";
import { staffSeen } from "@/lib/server/contexts";
import { lockAction } from "../locked/actions";
import { signOutAction } from "../sign-in/actions";

export const metadata: Metadata = {
  title: { default: "Your account", template: "%s – Your account" },
  robots: { index: false },
};

export default async function AccountLayout({ children }: LayoutProps<"/account">) {
  const door = await staffSeen();
  // The page itself leads to the sign-in and back to where it stands.
  if (!door || door.locked) return children;
  return (
    <DeskShell
      clinicName={door.clinic.name}
      href="/desk"
      sections={[
        ...(door.enrolFirst ? [] : [{ href: "/desk", label: "Desk", exact: true }]),
        { href: "/account", label: "Your account" },
      ]}
      end={
        <SignedIn name={door.actor.name} signOut={signOutAction} lock={lockAction} lockAfterMin={door.lockAfterMin} />
      }
    >
      <div className="mx-auto max-w-3xl">{children}</div>
    </DeskShell>
  );
}
