// Parts of the body as they are ticked in a list and drawn on a figure. A region with sides is kept as `neck_side:left`.

export type Side = "left" | "right";
export type View = "front" | "back";

export type BodyRegion = {
  code: string;
  name: string;
  group: "Head and jaw" | "Neck and shoulders" | "Trunk" | "Arm" | "Leg";
  view: View;
  /** Whether left and right are two. */
  sided: boolean;
};

const row = (group: BodyRegion["group"], view: View, sided: boolean, names: Record<string, string>): BodyRegion[] =>
  Object.entries(names).map(([code, name]) => ({ code, name, group, view, sided }));

export const bodyRegions: readonly BodyRegion[] = [
  ...row("Head and jaw", "front", false, { vertex: "Top of the head", forehead: "Forehead" }),
  ...row("Head and jaw", "front", true, {
    temple: "Temple",
    eye: "Behind the eye",
    cheek: "Cheek",
    jaw: "Jaw",
    jaw_joint: "Jaw joint",
  }),
  ...row("Head and jaw", "back", true, { occiput: "Back of the head", ear: "Behind the ear" }),
  ...row("Neck and shoulders", "front", true, {
    neck_front: "Front of the neck",
    collarbone: "Collarbone",
    shoulder_front: "Front of the shoulder",
  }),
  ...row("Neck and shoulders", "back", true, {
    skull_base: "Base of the skull",
    neck_side: "Side and back of the neck",
    neck_base: "Base of the neck",
    shoulder_top: "Top of the shoulder",
    shoulder_back: "Back of the shoulder",
    blade_edge: "Inner edge of the shoulder blade",
    blade: "Shoulder blade",
  }),
  ...row("Trunk", "front", false, { breastbone: "Breastbone", belly: "Belly" }),
  ...row("Trunk", "front", true, { chest: "Chest", ribs_front: "Ribs, front", groin: "Groin" }),
  ...row("Trunk", "back", false, { mid_spine: "Middle of the spine", low_spine: "Low spine", sacrum: "Sacrum" }),
  ...row("Trunk", "back", true, { ribs_back: "Ribs, back", low_back: "Low back", buttock: "Buttock" }),
  ...row("Arm", "front", true, { arm_upper: "Upper arm", elbow: "Elbow", forearm: "Forearm", hand: "Hand" }),
  ...row("Leg", "front", true, {
    hip: "Hip",
    thigh_front: "Front of the thigh",
    knee: "Knee",
    shin: "Shin",
    foot: "Foot",
  }),
  ...row("Leg", "back", true, { thigh_back: "Back of the thigh", calf: "Calf", heel: "Heel" }),
];

const known = new Map(bodyRegions.map((region) => [region.code, region]));

/** Every place that can be ticked: a region, or one side of it. */
export const placesOf = (region: BodyRegion): string[] =>
  region.sided ? [`${region.code}:left`, `${region.code}:right`] : [region.code];

export const isPlace = (place: string): boolean => {
  const region = known.get(place.split(":")[0]!);
  return region !== undefined && placesOf(region).includes(place);
};

/** "Temple, left" */
export function placeName(place: string): string {
  const [code = "", side] = place.split(":");
  const name = known.get(code)?.name ?? code;
  return side ? `${name}, ${side}` : name;
}
