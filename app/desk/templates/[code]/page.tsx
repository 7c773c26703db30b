// One plan template to change, and the versions it had.
import { optionsOf } from "@/components/ui/field";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TemplateEditor } from "@/components/plans/template-editor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { classifications } from "@/lib/charting/charting-input";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { listVersions } from "@/lib/plans/save-template";
import { outcomeNames, sayPoints } from "@/lib/plans/template-input";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { askedFor } from "../../door";
import { saveTemplateAction } from "../actions";

export const metadata: Metadata = { title: "Plan template" };

const words = (id: string) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll("_", " ");

export default async function TemplatePage({ params, searchParams }: PageProps<"/desk/templates/[code]">) {
  const { code } = await params;
  const saved = askedFor(await searchParams, "saved");
  const { ctx, clinic } = await staffPage(`/desk/templates/${encodeURIComponent(code)}`, "edit_templates");
  const [versions, { disciplines }] = await Promise.all([listVersions(ctx), loadCatalogue(ctx)]);
  const own = versions.find(([latest]) => latest?.code === code);
  const latest = own?.[0];
  if (!own || !latest) notFound();
  const { body, version } = latest;
  const nameOf = (id: string) => disciplines.find((one) => one.code === id)?.name ?? words(id);
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/desk/templates", label: "Plan templates" }}
        over={`${code}, version ${version}`}
        title={latest.name}
        lead="For a course of care over months; every plan drafted from it can still be adjusted to its patient."
      />
      {saved ? (
        <Notice tone="success" live title={`Saved as version ${version}. Plans drafted from now on begin with it.`} />
      ) : null}
      <TemplateEditor
        key={`${code}${version}`}
        name={latest.name}
        classifications={{
          options: classifications.map((id) => ({ value: id, label: words(id) })),
          chosen: body.classifications,
        }}
        risks={body.risks}
        triggerPoints={body.triggerPoints}
        tracks={body.tracks.map(({ disciplines: codes, phases }) => ({
          name: codes.map(nameOf).join(" or "),
          phases: phases.map(({ cap, ...phase }) => ({
            ...phase,
            capVisits: cap?.visits ?? null,
            capDays: cap?.days ?? null,
          })),
        }))}
        reassess={sayPoints(body.reassess)}
        cap={{ visits: body.cap?.visits ?? null, days: body.cap?.days ?? null, text: body.capText ?? "" }}
        maintenance={body.maintenance}
        outcomes={{
          options: optionsOf(outcomeNames),
          chosen: body.outcomes,
        }}
        sources={body.sources.join("\n")}
        action={saveTemplateAction.bind(null, code, version, body.tracks.length)}
      />
      <Section title="Versions" id="versions">
        <RuleList label="Versions">
          {own.map((one) => (
            <RuleItem
              key={one.templateId}
              title={`Version ${one.version}`}
              detail={`${one.name}; ${one.body.tracks
                .map(({ phases }) =>
                  phases.map(({ visits, targetGap }) => `${visits} every ${targetGap} days`).join(", "),
                )
                .join("; ")}`}
              aside={`From ${sayDate(one.effectiveFrom, clinic.locale)}`}
            />
          ))}
        </RuleList>
      </Section>
    </Stack>
  );
}
