// The frame of the desk: its sections, who is signed in, and the way out.
import type { Metadata } from "next";
import { SignedIn } from "@/components/people/signed-in";
import { DeskShell } from "@/components/ui/app-shell";
import type { NavItem } from "@/components/ui/nav-link";
import { listCallTasks } from "@/lib/intake/call-tasks";
import { mayDo, type Deed } from "@/lib/permissions/permissions";
import { staffSeen } from "@/lib/server/contexts";
import { lockAction } from "../locked/actions";
import { signOutAction } from "../sign-in/actions";
import { SubscriptionNews } from "../subscription-news";

export const metadata: Metadata = { title: { default: "Desk", template: "%s – Desk" }, robots: { index: false } };

export default async function DeskLayout({ children }: LayoutProps<"/desk">) {
  const door = await staffSeen();
  // The page itself leads to the sign-in, or to the second factor, and back to where it stands.
  if (!door || door.enrolFirst || door.locked) return children;
  const { ctx, clinic, actor } = door;
  const tasks = mayDo(actor, "close_call_task") ? await listCallTasks(ctx) : [];
  const sections: (NavItem & { deed: Deed })[] = [
    { href: "/desk", label: "Calendar", exact: true, deed: "see_day" },
    { href: "/desk/patients", label: "Patients", deed: "see_patient" },
    { href: "/desk/plans", label: "Plans", deed: "see_patient" },
    { href: "/desk/tasks", label: "Tasks", count: tasks.length, deed: "close_call_task" },
    { href: "/desk/waiting", label: "Waiting list", deed: "see_day" },
    { href: "/desk/claims", label: "Claims", deed: "take_payment" },
    { href: "/desk/gift-cards", label: "Gift cards", deed: "take_payment" },
    { href: "/desk/schedule", label: "Schedule", deed: "see_hours" },
    // Who leads the clinic finds them among the owner's pages.
    ...(mayDo(actor, "see_adherence")
      ? [{ href: "/owner", label: "Owner", deed: "see_adherence" } as const]
      : [{ href: "/owner/articles", label: "Articles", deed: "keep_articles" } as const]),
  ];
  return (
    <DeskShell
      clinicName={clinic.name}
      href="/desk"
      sections={sections.filter(({ deed }) => mayDo(actor, deed)).map(({ deed: _deed, ...section }) => section)}
      end={<SignedIn name={actor.name} signOut={signOutAction} lock={lockAction} lockAfterMin={door.lockAfterMin} />}
    >
      <SubscriptionNews door={door} />
      {children}
    </DeskShell>
  );
}
