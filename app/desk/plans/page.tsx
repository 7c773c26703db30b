// The clinic's plans by status, the newest first.
import type { Metadata } from "next";
import { PlanLines } from "@/components/desk/plan-lines";
import { planStatus } from "@/components/desk/plan-words";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { TabsNav } from "@/components/ui/tabs-nav";
import { mayDo } from "@/lib/permissions/permissions";
import { listPlans } from "@/lib/plans/list-plans";
import type { PlanStatus } from "@/lib/plans/plan-views";
import { staffPage } from "@/lib/server/contexts";
import { askedFor } from "../door";
import { planLine } from "../plan-strips";

export const metadata: Metadata = { title: "Plans" };

const tabs: PlanStatus[] = ["active", "offered", "draft", "on_hold", "completed", "revoked"];

export default async function PlansPage({ searchParams }: PageProps<"/desk/plans">) {
  const asked = askedFor(await searchParams, "status");
  const { ctx, clinic, actor } = await staffPage("/desk/plans", "see_patient");
  const all = await listPlans(ctx);
  const status = tabs.find((tab) => tab === asked) ?? "active";
  const lines = all.filter((line) => line.status === status);
  const unbooked = status === "active" ? lines.filter((line) => line.nextStart === null) : [];
  return (
    <Stack>
      <PageHead
        title="Plans"
        actions={
          mayDo(actor, "edit_templates") ? (
            <LinkButton href="/desk/templates" variant="secondary" size="small">
              Templates
            </LinkButton>
          ) : undefined
        }
      />
      <TabsNav
        label="By status"
        links={tabs.map((tab) => ({
          href: `/desk/plans?status=${tab}`,
          label: planStatus[tab]?.word ?? tab,
          count: all.filter((line) => line.status === tab).length,
          current: tab === status,
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState title="No plan of this kind">A plan begins with an assessment on a patient’s page.</EmptyState>
      ) : (
        <>
          {unbooked.length ? (
            <p className="text-soft">
              {unbooked.length === 1 ? "One running plan has" : `${unbooked.length} running plans have`} nothing booked;
              they stand first.
            </p>
          ) : null}
          <PlanLines
            named
            label="Plans"
            lines={[...unbooked, ...lines.filter((line) => !unbooked.includes(line))].map((line) =>
              planLine(line, clinic),
            )}
          />
        </>
      )}
    </Stack>
  );
}
