// Where the clinic is, and its rooms and equipment.
import { optionsOf } from "@/components/ui/field";
import type { Metadata } from "next";
import { LocationForm, RoomForm, RoomList } from "@/components/clinic/place-forms";
import { Fold } from "@/components/desk/fold";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { loadSetup } from "@/lib/clinic/load-setup";
import { phoneWords } from "@/lib/clinic/phone-words";
import { roomKinds } from "@/lib/clinic/setup-input";
import { staffPage } from "@/lib/server/contexts";
import { addRoomAction, renameRoomAction, retireRoomAction, saveLocationAction } from "../actions";

export const metadata: Metadata = { title: "Places" };

export default async function PlacesPage() {
  const { ctx } = await staffPage("/owner/setup/places", "set_up_clinic");
  const { locations, rooms } = await loadSetup(ctx);
  const nameOf = (id: string) => (locations.length > 1 ? (locations.find((one) => one.id === id)?.name ?? "") : "");
  return (
    <Stack gap="wide">
      <PageHead
        title="Places"
        lead="Each service takes up one room or piece of equipment; no two visits ever share one."
      />
      {locations.map((location) => (
        <Section key={location.id} title={location.name} id={location.id} rule={false}>
          <LocationForm
            location={{ ...location, phone: phoneWords(location.phone) }}
            of={location.id}
            action={saveLocationAction.bind(null, location.id)}
          />
        </Section>
      ))}
      <Section title="Rooms and equipment" id="rooms">
        {rooms.length ? (
          <RoomList
            rooms={rooms.map(({ id, name, kind, locationId }) => ({
              id,
              name,
              kind: kind in roomKinds ? roomKinds[kind as keyof typeof roomKinds] : kind,
              where: nameOf(locationId),
              rename: renameRoomAction.bind(null, id),
              retire: retireRoomAction.bind(null, id),
            }))}
          />
        ) : (
          <EmptyState title="No room yet">Services that need one cannot be booked until there is one.</EmptyState>
        )}
      </Section>
      <Section title="Add a room" id="add-room">
        <RoomForm
          kinds={optionsOf(roomKinds)}
          locations={locations.map(({ id, name }) => ({ value: id, label: name }))}
          action={addRoomAction}
        />
      </Section>
      <Section title="Another place" id="add-place">
        <Fold label="Add a place">
          <LocationForm location={null} of="new" action={saveLocationAction.bind(null, null)} />
        </Fold>
      </Section>
    </Stack>
  );
}
