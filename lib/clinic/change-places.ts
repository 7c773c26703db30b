// Where the clinic is, and the rooms and equipment in it.
import type { z } from "zod";
import { locationRows } from "../../db/queries/clinics.ts";
import {
  addLocation,
  addRoom as addRoomRow,
  comingInRoom,
  renameRoom as renameRoomRow,
  retireRoom as retireRoomRow,
  updateLocation,
} from "../../db/queries/setup.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { isId, newId } from "../ids.ts";
import type { locationInput, roomInput } from "./setup-input.ts";

type LocationChange = z.output<typeof locationInput>;

/** A new one without `locationId`. Refuses with `not_found`. */
export async function saveLocation(ctx: Ctx, input: LocationChange & { locationId: string | null }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { locationId, name, address, phone, arrival } = input;
  await inTransaction(ctx, async (t) => {
    const id = locationId ?? newId();
    if (locationId === null) await addLocation(t.tx, { clinicId: t.clinicId, id, name, address, phone, arrival });
    else if (!isId(id) || !(await updateLocation(t.tx, t.clinicId, id, { name, address, phone, arrival })))
      throw notFound("location");
    await record(t, [{ deed: "location.set", subjectKind: "location", subjectId: id }]);
  });
}

/** Bookable from now on. Refuses with `not_found`. */
export async function addRoom(ctx: Ctx, input: z.output<typeof roomInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    if (!(await locationRows(tx, clinicId)).some(({ id }) => id === input.locationId)) throw notFound("location");
    const id = newId();
    await addRoomRow(tx, { clinicId, id, ...input });
    await calendarChanged(t);
    await record(t, [{ deed: "room.added", subjectKind: "room", subjectId: id, detail: { kind: input.kind } }]);
  });
}

export async function renameRoom(ctx: Ctx, input: { roomId: string; name: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    if (!isId(input.roomId) || !(await renameRoomRow(t.tx, t.clinicId, input.roomId, input.name)))
      throw notFound("room");
    await calendarChanged(t);
    await record(t, [{ deed: "room.renamed", subjectKind: "room", subjectId: input.roomId }]);
  });
}

/** No longer bookable. Refuses with `invalid` while visits are booked there, with `not_found` when it is retired already. */
export async function retireRoom(ctx: Ctx, input: { roomId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { roomId } = input;
  if (!isId(roomId)) throw notFound("room");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!(await retireRoomRow(tx, clinicId, roomId, now))) throw notFound("room");
    const coming = await comingInRoom(tx, clinicId, roomId, now);
    if (coming)
      throw new Refusal(
        "invalid",
        `${coming === 1 ? "One visit is" : `${coming} visits are`} booked in this room. Move ${coming === 1 ? "it" : "them"} first.`,
      );
    await calendarChanged(t);
    await record(t, [{ deed: "room.retired", subjectKind: "room", subjectId: roomId }]);
  });
}
