// The whole whiplash template, thirteen physio and eight massage visits, placed on the demo clinic's busy calendar.
import postgres from "postgres";
import { closeDatabase, openDatabase } from "../db/client.ts";
import type { Ctx } from "../lib/context/context.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { draftPlan } from "../lib/plans/draft-plan.ts";
import { proposeCourse } from "../lib/plans/propose-course.ts";
import { addDays } from "../lib/time/dates.ts";
import type { Bench } from "./bench.ts";
import { startProveStack } from "./prove/support.ts";

async function facts(adminUrl: string) {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    const [row] = await sql`
      select c.id as clinic, m.id as member, m.practitioner_id as lead, a.id as assessment, a.patient_id as patient, a.episode_id as episode
      from clinics c
      join members m on m.clinic_id = c.id and m.name = 'Tom Okafor'
      join patients p on p.clinic_id = c.id and p.name = 'Asha Rao'
      join assessments a on a.clinic_id = c.id and a.patient_id = p.id
      where c.slug = 'harbour' order by a.assessed_at desc limit 1`;
    return Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, String(value)]));
  } finally {
    await sql.end();
  }
}

export const bench: Bench = {
  name: "whiplash-course",
  about:
    "proposing T6 (physio 13 + massage 8) on the seeded calendar: reading it, building the problem, and planning to a proven optimum",
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    const db = openDatabase(stack.appUrl, { max: 2, name: "taper-bench" });
    try {
      const known = await facts(stack.adminUrl);
      const ctx: Ctx = {
        clinicId: known["clinic"]!,
        actor: {
          kind: "member",
          memberId: known["member"]!,
          role: "practitioner",
          practitionerId: known["lead"]!,
          name: "Tom Okafor",
        },
        now: new Date(),
        db,
        gateways: openGateways({
          stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_here", apiBase: "http://localhost:1" },
          mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
        }),
        publicUrl: stack.url,
        secret: "a bench secret of at least thirty-two characters",
      };
      const { planId } = await draftPlan(ctx, {
        patientId: known["patient"]!,
        episodeId: known["episode"]!,
        assessmentId: known["assessment"]!,
        templateCode: "T6",
        leadPractitionerId: known["lead"]!,
        startOn: addDays(new Date().toISOString().slice(0, 10), 2),
        strands: ["hands_on", "movement", "habits"],
        techniques: ["trigger_point_pressure", "therapeutic_exercise"],
        reason: "bench",
      });
      const times: number[] = [];
      let placed = 0;
      let optimal = false;
      for (let turn = 0; turn < (quick ? 10 : 40); turn++) {
        const startedAt = performance.now();
        const course = await proposeCourse(ctx, { planId });
        times.push(performance.now() - startedAt);
        placed = course.totals.count;
        optimal = course.optimal;
      }
      const warm = times.slice(3).toSorted((a, b) => a - b);
      const at = (share: number) => Math.round(warm[Math.floor((warm.length - 1) * share)]! * 10) / 10;
      const note = `${placed} of 21 visits placed, ${optimal ? "proven optimal" : "bounded"}`;
      return [
        { measure: "T6 proposed, median", value: at(0.5), unit: "ms", note },
        { measure: "T6 proposed, p95", value: at(0.95), unit: "ms" },
        { measure: "T6 proposed, first call", value: Math.round(times[0]!), unit: "ms" },
      ];
    } finally {
      await closeDatabase(db);
      await stack.stop();
    }
  },
};
