// Plans as lines with their taper: dots from the plan itself.
import type { PlanLineView } from "@/components/desk/plan-lines";
import type { Hue } from "@/components/ui/hue";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import type { Ctx } from "@/lib/context/context";
import type { PlanLine } from "@/lib/plans/plan-views";
import { viewPlan } from "@/lib/plans/view-plan";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";

export function planLine(line: PlanLine, clinic: ClinicView): PlanLineView {
  return {
    id: line.planId,
    href: `/desk/plans/${line.planId}`,
    who: line.patientName,
    what: line.templateName,
    status: line.status,
    lead: line.leadPractitionerName,
    progress: `${line.attended} of ${line.planned} visits`,
    next: line.nextStart
      ? `next ${sayShortDay(line.nextStart, clinic.timeZone, clinic.locale)}, ${sayTime(line.nextStart, clinic.timeZone, clinic.locale)}`
      : line.status === "active"
        ? "nothing booked"
        : null,
    strip: null,
  };
}

/** With the dots of each plan; for the few plans of one patient. */
export async function planStrips(ctx: Ctx, lines: readonly PlanLine[], clinic: ClinicView): Promise<PlanLineView[]> {
  const today = dateIn(ctx.now, clinic.timeZone);
  return Promise.all(
    lines.map(async (line) => {
      const plan = await viewPlan(ctx, { planId: line.planId });
      const hues = new Map(plan.tracks.map((track) => [track.trackId, track.hue as Hue]));
      return {
        ...planLine(line, clinic),
        strip: {
          today,
          visits: plan.visits.map((visit) => ({
            id: visit.visitId,
            date: visit.onDate,
            state: visit.state,
            hue: hues.get(visit.trackId) ?? (1 as Hue),
          })),
        },
      };
    }),
  );
}
