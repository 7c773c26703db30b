// The frame of the owner's pages.
import type { Metadata } from "next";
import { SignOut } from "@/components/desk/sign-out";
import { OwnerShell } from "@/components/ui/app-shell";
import { Refusal } from "@/lib/errors";
import { staffCtx } from "@/lib/server/contexts";
import { signOutAction } from "../sign-in/actions";

export const metadata: Metadata = { title: { default: "Owner", template: "%s – Owner" }, robots: { index: false } };

async function whoIsIn() {
  try {
    return await staffCtx();
  } catch (error) {
    // The page itself leads to the sign-in and back to where it stands.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export default async function OwnerLayout({ children }: LayoutProps<"/owner">) {
  const door = await whoIsIn();
  if (!door) return children;
  return (
    <OwnerShell
      clinicName={door.clinic.name}
      href="/owner"
      sections={[
        { href: "/owner", label: "Overview" },
        { href: "/desk", label: "Desk" },
      ]}
      end={
        <>
          <span className="hidden text-soft sm:inline">{door.actor.name}</span>
          <SignOut action={signOutAction} />
        </>
      }
    >
      {children}
    </OwnerShell>
  );
}
