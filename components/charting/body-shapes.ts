// Where each part of the body lies on the figure: ellipses on a field of 200 by 410, drawn for the right half of the picture and mirrored.
export type Shape = { cx: number; cy: number; rx: number; ry: number };

const at = (cx: number, cy: number, rx: number, ry: number): Shape => ({ cx, cy, rx, ry });

export const shapes: Readonly<Record<string, Shape>> = {
  vertex: at(100, 10, 12, 5),
  forehead: at(100, 23, 14, 6),
  temple: at(121, 32, 4, 8),
  eye: at(110, 34, 6, 4),
  cheek: at(111, 45, 6, 5),
  jaw: at(109, 57, 8, 5),
  jaw_joint: at(121, 47, 4, 5),
  neck_front: at(106, 73, 5, 8),
  collarbone: at(118, 86, 14, 4),
  shoulder_front: at(138, 96, 9, 10),
  breastbone: at(100, 112, 5, 18),
  chest: at(119, 110, 13, 13),
  ribs_front: at(118, 142, 12, 14),
  belly: at(100, 176, 18, 18),
  groin: at(109, 209, 8, 6),
  arm_upper: at(146, 128, 8, 18),
  elbow: at(153, 158, 8, 8),
  forearm: at(157, 186, 7, 16),
  hand: at(163, 222, 8, 12),
  hip: at(128, 206, 9, 10),
  thigh_front: at(117, 256, 11, 30),
  knee: at(118, 301, 10, 10),
  shin: at(118, 341, 8, 25),
  foot: at(122, 387, 12, 8),
  occiput: at(109, 28, 8, 12),
  ear: at(122, 42, 4, 6),
  skull_base: at(107, 53, 7, 5),
  neck_side: at(107, 68, 6, 8),
  neck_base: at(109, 82, 9, 5),
  shoulder_top: at(126, 87, 11, 5),
  shoulder_back: at(139, 98, 8, 9),
  blade_edge: at(108, 113, 4, 16),
  blade: at(121, 113, 8, 15),
  mid_spine: at(100, 128, 4, 20),
  ribs_back: at(118, 146, 11, 13),
  low_spine: at(100, 172, 4, 16),
  low_back: at(114, 176, 9, 13),
  sacrum: at(100, 201, 8, 9),
  buttock: at(116, 216, 13, 13),
  thigh_back: at(117, 266, 11, 30),
  calf: at(118, 338, 9, 25),
  heel: at(118, 388, 8, 6),
};

/** Seen from the front, the left of the person is the right of the picture; from behind it is not. */
export function shapeOf(place: string, view: "front" | "back"): Shape | null {
  const [code = "", side] = place.split(":");
  const shape = shapes[code];
  if (!shape) return null;
  const drawnAsIs = side === undefined || (view === "front" ? side === "left" : side === "right");
  return drawnAsIs ? shape : { ...shape, cx: 200 - shape.cx };
}
