// The clinic's plan templates, each in its latest version.
import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Stack } from "@/components/ui/section";
import { listVersions } from "@/lib/plans/save-template";
import { sayPoints } from "@/lib/plans/template-input";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";

export const metadata: Metadata = { title: "Plan templates" };

export default async function TemplatesPage() {
  const { ctx, clinic } = await staffPage("/desk/templates", "edit_templates");
  const templates = await listVersions(ctx);
  return (
    <Stack>
      <PageHead
        back={{ href: "/desk/plans", label: "Plans" }}
        title="Plan templates"
        actions={
          <>
            <LinkButton href="/desk/consent" variant="secondary" size="small">
              Consent to treatment
            </LinkButton>
            <LinkButton href="/desk/languages" variant="secondary" size="small">
              Health texts by language
            </LinkButton>
          </>
        }
        lead="What a plan begins with. First phases lean on published doses; later ones are house defaults. Every number is yours to change."
      />
      <RuleList label="Plan templates">
        {templates.flatMap(([latest]) => {
          if (!latest) return [];
          const { code, name, version, effectiveFrom, body } = latest;
          const visits = body.tracks.flatMap(({ phases }) => phases).reduce((sum, phase) => sum + phase.visits, 0);
          return [
            <RuleItem
              key={code}
              href={`/desk/templates/${code}`}
              lead={code}
              title={name}
              detail={`${visits} visits, looked at again after ${sayPoints(body.reassess)}`}
              aside={version === 1 ? "Version 1" : `Version ${version}, ${sayDate(effectiveFrom, clinic.locale)}`}
            />,
          ];
        })}
      </RuleList>
    </Stack>
  );
}
