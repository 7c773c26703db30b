// The frame of the desk: its sections, who is signed in, and the way out.
import type { Metadata } from "next";
import { SignedIn } from "@/components/people/signed-in";
import { DeskShell } from "@/components/ui/app-shell";
import { listCallTasks } from "@/lib/intake/call-tasks";
import { mayDo } from "@/lib/permissions/permissions";
import { staffSeen } from "@/lib/server/contexts";
import { signOutAction } from "../sign-in/actions";

export const metadata: Metadata = { title: { default: "Desk", template: "%s – Desk" }, robots: { index: false } };

export default async function DeskLayout({ children }: LayoutProps<"/desk">) {
  const door = await staffSeen();
  // The page itself leads to the sign-in, or to the second factor, and back to where it stands.
  if (!door || door.enrolFirst) return children;
  const { ctx, clinic, actor } = door;
  const tasks = await listCallTasks(ctx);
  return (
    <DeskShell
      clinicName={clinic.name}
      href="/desk"
      sections={[
        { href: "/desk", label: "Day", exact: true },
        { href: "/desk/patients", label: "Patients" },
        { href: "/desk/plans", label: "Plans" },
        { href: "/desk/tasks", label: "Tasks", count: tasks.length },
        { href: "/desk/schedule", label: "Schedule" },
        ...(mayDo(actor, "see_adherence") ? [{ href: "/owner", label: "Owner" }] : []),
      ]}
      end={<SignedIn name={actor.name} signOut={signOutAction} />}
    >
      {children}
    </DeskShell>
  );
}
