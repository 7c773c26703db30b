// Other times for one visit of a plan: those that keep the plan's rules first.
import type { Metadata } from "next";
import { MoveForm, type StartDay } from "@/components/desk/move-form";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { notFound as refuseNotFound } from "@/lib/errors";
import { viewPlan } from "@/lib/plans/view-plan";
import { visitStarts } from "@/lib/plans/visit-starts";
import { staffPage } from "@/lib/server/contexts";
import { sayDay, sayMoment, sayShortDate, sayTime, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { seen } from "../../../../door";
import { moveVisitAction } from "../../../actions";

export const metadata: Metadata = { title: "Move a planned visit" };

export default async function MoveVisitPage({ params }: PageProps<"/desk/plans/[id]/visits/[visit]">) {
  const { id, visit: visitId } = await params;
  const { ctx, clinic } = await staffPage(`/desk/plans/${id}/visits/${visitId}`, "change_booking");
  const { plan, visit, starts } = await seen(async () => {
    const shown = await viewPlan(ctx, { planId: id });
    const found = shown.visits.find((one) => one.visitId === visitId);
    if (!found) throw refuseNotFound("visit");
    return { plan: shown, visit: found, starts: await visitStarts(ctx, { planId: id, visitId }) };
  });
  const track = plan.tracks.find((one) => one.trackId === visit.trackId);
  const days: StartDay[] = [];
  for (const start of starts) {
    const date = dateIn(start.start, plan.timeZone);
    let day = days.at(-1);
    if (day?.date !== date) {
      day = { date, title: sayDay(start.start, plan.timeZone, clinic.locale), parts: [{ name: "", slots: [] }] };
      days.push(day);
    }
    day.parts[0]?.slots.push({
      value: `${start.start.toISOString()}|${start.practitionerId}`,
      label: `${sayTime(start.start, plan.timeZone, clinic.locale)} ${start.practitionerName.split(" ")[0] ?? ""}`,
    });
  }
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/plans/${id}`, label: `Plan for ${plan.patientName}` }}
        title={`${track?.disciplineName ?? "Visit"} ${visit.number}`}
        lead={`${visit.start ? `Now ${sayMoment(visit.start, plan.timeZone, clinic.locale)}.` : "It has no time yet."} ${visit.windowTo < dateIn(ctx.now, plan.timeZone) ? `Its window was over on ${sayShortDate(visit.windowTo, clinic.locale)}; these are the next free times.` : `Its window runs from ${sayShortDate(visit.windowFrom, clinic.locale)} to ${sayShortDate(visit.windowTo, clinic.locale)}.`} Times are ${sayZone(plan.timeZone)}.`}
        actions={
          visit.appointmentId ? (
            <>
              <LinkButton href={`/desk/appointments/${visit.appointmentId}`} variant="secondary" size="small">
                The visit itself
              </LinkButton>
              <LinkButton href={`/desk/appointments/${visit.appointmentId}/move`} variant="secondary" size="small">
                Any free time
              </LinkButton>
            </>
          ) : undefined
        }
      />
      <MoveForm
        days={days}
        practitionerId=""
        lengthMin={null}
        action={moveVisitAction.bind(null, { planId: id, visitId })}
        overbook={null}
      />
    </Stack>
  );
}
