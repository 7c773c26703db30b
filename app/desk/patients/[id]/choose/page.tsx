// The twelve templates for one assessment: those that fit first, the others with what stands against them.
import type { Metadata } from "next";
import { plainWords } from "@/components/desk/plan-words";
import { TemplateForm, type TemplateChoice } from "@/components/plans/template-form";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import type { Hue } from "@/components/ui/hue";
import { loadChart } from "@/lib/charting/load-chart";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { notFound as refuseNotFound } from "@/lib/errors";
import { listTemplates } from "@/lib/plans/list-templates";
import { templateCapacity } from "@/lib/plans/template-capacity";
import type { TemplateView } from "@/lib/plans/plan-views";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { dateIn } from "@/lib/time/zone";
import { askedFor, seen } from "../../../door";
import { draftAction } from "../../actions";

export const metadata: Metadata = { title: "Choose a plan" };

/** The template's own cadence as dots: each visit its target gap after the one before. */
function dotsOf(template: TemplateView, hues: ReadonlyMap<string, Hue>, from: string) {
  return template.tracks.flatMap((track, index) => {
    let day = 0;
    const hue = hues.get(track.disciplines[0]?.code ?? "") ?? 1;
    return track.phases.flatMap((phase, place) =>
      Array.from({ length: phase.visits }, (_, visit) => {
        if (place > 0 || visit > 0) day += phase.targetGap;
        return { id: `${index}.${place}.${visit}`, date: addDays(from, day), state: "booked" as const, hue };
      }),
    );
  });
}

export default async function ChoosePage({ params, searchParams }: PageProps<"/desk/patients/[id]/choose">) {
  const { id } = await params;
  const assessmentId = askedFor(await searchParams, "assessment") ?? "";
  const { ctx, clinic, actor } = await staffPage(`/desk/patients/${id}/choose`, "build_plan");
  const [chart, templates, catalogue] = await seen(() =>
    Promise.all([loadChart(ctx, { patientId: id }), listTemplates(ctx, { assessmentId }), loadCatalogue(ctx)]),
  );
  const assessment = await seen(async () => {
    const found = chart.assessments.find((one) => one.assessmentId === assessmentId);
    if (!found) throw refuseNotFound("assessment");
    return found;
  });
  const today = dateIn(ctx.now, clinic.timeZone);
  const hues = new Map(catalogue.disciplines.map(({ code, hue }) => [code, hue as Hue]));
  const choices = templates.map((template): TemplateChoice => ({
    code: template.code,
    name: template.name,
    fit: template.eligible ? "fits" : template.needsReason ? "reason" : "blocked",
    why: template.why,
    visits: template.totalVisits,
    tracks: template.tracks.map((track) => ({
      disciplines: track.disciplines,
      phases: track.phases
        .map((phase) => `${phase.visits} × ${phase.minutes} min every ${phase.targetGap} days`)
        .join(", then "),
    })),
    dots: dotsOf(template, hues, today),
  }));
  const lead = actor.practitionerId ?? catalogue.practitioners[0]?.id ?? "";
  const { episodeId } = assessment;
  // The form comes with the first fitting template chosen.
  const first = templates.find(({ eligible }) => eligible);
  const capacity = first
    ? await templateCapacity(ctx, { episodeId, templateCode: first.code, leadPractitionerId: lead, startOn: today })
    : null;
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${id}`, label: chart.patientName }}
        title="Choose a plan"
        steps={{ current: 2, total: 3, label: "a template" }}
        lead={`Assessed: ${plainWords(assessment.classification)}, ${assessment.risk} risk, trigger points ${plainWords(assessment.triggerPointRole)}.`}
      />
      <TemplateForm
        action={draftAction.bind(null, { patientId: id, episodeId, assessmentId })}
        choices={choices}
        today={today}
        practitioners={catalogue.practitioners.map(({ id: value, name }) => ({ value, label: name }))}
        lead={lead}
        capacity={{ address: `/api/desk/episodes/${episodeId}/capacity`, first: capacity }}
      />
    </Stack>
  );
}
