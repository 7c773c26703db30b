// The note of one visit, written by its parts, with the last one beside it.
import type { Metadata } from "next";
import { SessionForm } from "@/components/charting/session-form";
import { Notice } from "@/components/ui/notice";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { viewAppointment } from "@/lib/booking/view-appointment";
import { loadChart } from "@/lib/charting/load-chart";
import { listPhrases } from "@/lib/charting/phrases";
import { loadDraft } from "@/lib/charting/note-draft";
import { techniquesOf } from "@/lib/charting/techniques-of";
import { gentlerNext } from "@/lib/outcomes/soreness";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment, sayShortDay, sayTime } from "@/lib/time/say";
import { keepNoteAction, signSessionAction } from "../../note-actions";
import { seen } from "../../../door";

export const metadata: Metadata = { title: "Note" };

export default async function NotePage({ params }: PageProps<"/desk/appointments/[id]/note">) {
  const { id } = await params;
  const here = `/desk/appointments/${id}/note`;
  const { ctx, clinic } = await staffPage(here, "write_chart");
  const { booking, patient, start, status } = await seen(() => viewAppointment(ctx, { appointmentId: id }));
  const zone = booking.timeZone;
  const back = { href: `/desk/appointments/${id}`, label: "The visit" };
  if (!patient) return <PageHead back={back} title="Nobody has this visit yet" />;
  const [chart, draft, choices, phrases] = await seen(() =>
    Promise.all([
      loadChart(ctx, { patientId: patient.patientId }),
      loadDraft(ctx, { appointmentId: id }),
      techniquesOf(ctx, { appointmentId: id }),
      listPhrases(ctx),
    ]),
  );
  const own = chart.notes.find((note) => note.appointmentId === id);
  // Told between the visit before and this one.
  const sore = chart.scores.find(
    ({ instrument, replaced, takenAt }) => instrument === "soreness" && !replaced && takenAt < start,
  );
  const last = chart.notes.find((note) => note.appointmentId !== id && note.amendsId === null);
  return (
    <Stack>
      <PageHead
        back={back}
        title={`Note of ${patient.preferredName ?? patient.name}`}
        lead={`${sayMoment(start, zone, clinic.locale)}, ${booking.serviceName} with ${booking.practitionerName}`}
      />
      {!own && sore && gentlerNext(sore.value) && (!last || sore.takenAt > last.appointmentStart) ? (
        <Notice
          tone="warning"
          title={`Sore ${sore.value} of 10 after the visit before: begin one level of pressure lower.`}
        />
      ) : null}
      {own ? (
        <Notice
          title={`This visit has a note, signed by ${own.signedBy}. It can be amended.`}
          action={
            <LinkButton href={`${back.href}#note`} size="small">
              To the note
            </LinkButton>
          }
        />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <SessionForm
            typed={draft?.typed ?? {}}
            kept={draft ? `Kept at ${sayTime(draft.savedAt, zone, clinic.locale)}` : null}
            choices={choices}
            phrases={phrases.map(({ phraseId, title, body }) => ({ id: phraseId, title, body }))}
            notYet={
              status === "arrived" || status === "fulfilled"
                ? null
                : "It can be signed once the visit is marked as arrived; what you type is kept."
            }
            keep={keepNoteAction.bind(null, id)}
            sign={signSessionAction.bind(null, id)}
          />
          <aside aria-label="The note before">
            <Section title="The note before" level={3} rule={false}>
              {last ? (
                <>
                  <p className="text-sm text-soft">
                    {sayShortDay(last.appointmentStart, zone, clinic.locale)}, {last.signedBy}
                  </p>
                  <p className="mt-1 whitespace-pre-line">{last.body}</p>
                </>
              ) : (
                <p className="text-soft">This is the first one.</p>
              )}
            </Section>
          </aside>
        </div>
      )}
    </Stack>
  );
}
