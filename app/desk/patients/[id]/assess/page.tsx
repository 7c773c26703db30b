// What an examination found: four domains, a classification, and the scores to measure later ones against.
import type { Metadata } from "next";
import { AssessForm } from "@/components/charting/assess-form";
import { payerWord } from "@/components/desk/fact-words";
import { capital, plainWords } from "@/components/desk/plan-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { classifications } from "@/lib/charting/charting-input";
import { loadChart } from "@/lib/charting/load-chart";
import { instruments, type Instrument } from "@/lib/outcomes/instruments";
import { staffPage } from "@/lib/server/contexts";
import { dateIn } from "@/lib/time/zone";
import { seen } from "../../../door";
import { assessAction } from "../../actions";

export const metadata: Metadata = { title: "Assessment" };

/** Always in view; the others open on demand. */
const usual = ["nprs", "hd28", "psfs"];

export default async function AssessPage({ params }: PageProps<"/desk/patients/[id]/assess">) {
  const { id } = await params;
  const { ctx, clinic, actor } = await staffPage(`/desk/patients/${id}/assess`, "write_chart");
  const chart = await seen(() => loadChart(ctx, { patientId: id }));
  const scores = Object.entries(instruments).map(([instrument, { name, min, max }]: [string, Instrument]) => ({
    name: `score-${instrument}`,
    label: name,
    min,
    max,
    usual: usual.includes(instrument),
  }));
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${id}`, label: chart.patientName }}
        title="Assessment"
        steps={{ current: 1, total: 3, label: "what was found" }}
      />
      {actor.practitionerId ? (
        <AssessForm
          action={assessAction.bind(null, id)}
          today={dateIn(ctx.now, clinic.timeZone)}
          episodes={chart.episodes
            .filter((episode) => episode.endedOn === null)
            .map((episode) => ({
              value: episode.episodeId,
              label: `${episode.condition}, since ${episode.startedOn}, ${payerWord[episode.payer] ?? episode.payer} pays`,
            }))}
          classifications={classifications.map((value) => ({ value, label: capital(plainWords(value)) }))}
          scores={scores}
        />
      ) : (
        <Notice title="An assessment is signed by the practitioner who made it.">
          Sign in as a practitioner to write one.
        </Notice>
      )}
    </Stack>
  );
}
