// The frame of the desk: its sections, who is signed in, and the way out.
import type { Metadata } from "next";
import { SignOut } from "@/components/desk/sign-out";
import { DeskShell } from "@/components/ui/app-shell";
import { Refusal } from "@/lib/errors";
import { listCallTasks } from "@/lib/intake/call-tasks";
import { mayDo } from "@/lib/permissions/permissions";
import { staffCtx } from "@/lib/server/contexts";
import { signOutAction } from "../sign-in/actions";

export const metadata: Metadata = { title: { default: "Desk", template: "%s – Desk" }, robots: { index: false } };

async function whoIsIn() {
  try {
    return await staffCtx();
  } catch (error) {
    // The page itself leads to the sign-in and back to where it stands.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export default async function DeskLayout({ children }: LayoutProps<"/desk">) {
  const door = await whoIsIn();
  if (!door) return children;
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
      end={
        <>
          <span className="hidden text-soft sm:inline">{actor.name}</span>
          <SignOut action={signOutAction} />
        </>
      }
    >
      {children}
    </DeskShell>
  );
}
