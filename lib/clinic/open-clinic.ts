// Opens a clinic: its entry in the directory, the rows its rules read, a first room and services to change, and a link for its owner.
import { addClinic, laySpecialties, layOpening } from "../../db/queries/setup.ts";
import { addInvitation } from "../../db/queries/staff.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { beginTrial } from "../subscription/begin-trial.ts";
import { invitationDays, invitationToken } from "../staff/invitation-link.ts";
import { dateIn } from "../time/zone.ts";
import { hashOf } from "../tokens.ts";
import { openingRules } from "./opening-rules.ts";
import { places } from "./regions.ts";
import type { OpenClinic } from "./setup-input.ts";
import { knownDiscipline, startingServices } from "./starting-services.ts";

const currency = "CAD";

/** What a clinic begins with until it sets its own; amounts in whole cents. */
const firstPolicy = {
  minNoticeMin: 120,
  horizonDays: 180,
  cancelNoticeHours: 24,
  lateFeeMinor: 5000,
  depositMinor: 0,
  planDepositMinor: 0,
};

/**
 * `ctx` names the clinic that is to be; nobody sees it until it is published. Its owner gets an invitation by e-mail, so that nobody opens
 * one in somebody else's name. Refuses with `invalid` when the address is another clinic's.
 */
export async function openClinic(ctx: Ctx, input: OpenClinic): Promise<{ clinicId: string; slug: string }> {
  mustMay(ctx, "open_clinic");
  const { clinicId, now } = ctx;
  const { slug, clinicName: name, phone, email, address } = input;
  const where = places.find(({ code }) => code === input.place);
  const chosen = [...new Set(input.disciplines)].map(knownDiscipline);
  if (!where || chosen.includes(null)) throw new Refusal("invalid", "Choose from the lists.");
  const offered = chosen.flatMap((one) => one ?? []);
  const today = dateIn(now, where.timeZone);
  return inTransaction(ctx, async (t) => {
    const { tx } = t;
    const added = await addClinic(tx, {
      id: clinicId,
      slug,
      name,
      timeZone: where.timeZone,
      currency,
      locale: "en-CA",
      region: where.region,
      phone,
      email,
      about: "",
      published: false,
      createdAt: now,
    });
    if (!added) {
      const message = "Another clinic has this address. Choose another.";
      throw new Refusal("invalid", message, { fields: [{ field: "slug", message }] });
    }
    const row = () => ({ clinicId, id: newId() });
    const location = { ...row(), name: "Main", address, phone, arrival: "" };
    const rooms = [
      ...new Set(offered.flatMap((one) => one.services.map((s) => one.needs(s.minutes, s.first ?? false)))),
    ];
    await layOpening(tx, {
      locations: [location],
      resources: rooms.map((kind) => ({
        ...row(),
        locationId: location.id,
        kind,
        name: kind === "treatment_room" ? "Room 1" : "Exercise area",
      })),
      suppliers: [{ ...row(), name, address, phone }],
      policies: [{ ...row(), effectiveFrom: today, ...firstPolicy }],
      ...openingRules({ clinicId, region: where.region, offered: offered.map(({ code }) => code), from: today, newId }),
    });
    let position = 0;
    for (const [disciplinePosition, discipline] of offered.entries()) {
      const rows = startingServices({ clinicId, discipline, disciplinePosition, position, from: today, newId });
      await laySpecialties(tx, rows);
      position += rows.services.length;
    }
    const invitation = row();
    await addInvitation(tx, {
      ...invitation,
      email: input.ownerEmail,
      name: input.ownerName,
      role: "owner",
      practitionerId: null,
      tokenHash: hashOf(invitationToken(ctx.secret, invitation.id)),
      invitedBy: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
    });
    await announce(t, [
      { kind: "member.invited", payload: { invitationId: invitation.id }, dedupeKey: `invitation:${invitation.id}` },
    ]);
    await beginTrial(t, where.timeZone);
    await record(t, [{ deed: "clinic.opened", subjectKind: "clinic", subjectId: clinicId }]);
    return { clinicId, slug };
  });
}
