// Who acts for somebody else: an agreement that the desk has seen, for a year.
import { agesOn, guardianTerm } from "../../lib/patients/guardian-term.ts";
import { dateIn } from "../../lib/time/zone.ts";
import { memberIn } from "./clinic.ts";
import { after, day, type Story } from "./story.ts";

export function allowGuardians(story: Story): void {
  const { rows, draw, clock, design, id: clinicId } = story.clinic;
  const today = dateIn(clock.now, design.zone);
  const grown = rows.patients.filter(({ birthDate }) => birthDate && birthDate < `${Number(today.slice(0, 4)) - 30}`);
  const [represented, guardian] = grown.slice(-2);
  if (!represented?.birthDate || !guardian) return;
  const [askedAt, approvedAt] = [after(clock.now, -21 * day), after(clock.now, -20 * day)];
  const from = dateIn(approvedAt, design.zone);
  const { birthDate } = represented;
  const ages = agesOn(rows.clinics[0]!.region, from);
  const term = guardianTerm({ birthDate, relation: "representative", youngAgrees: false, today: from, ages });
  if ("problem" in term) return;
  rows.guardianships.push({
    clinicId,
    id: draw.id(askedAt),
    guardianId: guardian.id,
    relation: "representative",
    name: represented.name,
    birthDate,
    askedAt,
    patientId: represented.id,
    approvedAt,
    approvedBy: memberIn(story.clinic),
    seen: "Representation agreement, signed by both.",
    fromOn: term.from,
    untilOn: term.until,
  });
}
