// The four quiet hues and the classes that carry each of them.
export type Hue = 1 | 2 | 3 | 4;

export const hueText: Record<Hue, string> = {
  1: "text-hue-1",
  2: "text-hue-2",
  3: "text-hue-3",
  4: "text-hue-4",
};

export const hueTint: Record<Hue, string> = {
  1: "bg-hue-1-tint",
  2: "bg-hue-2-tint",
  3: "bg-hue-3-tint",
  4: "bg-hue-4-tint",
};

export const hueFillTint: Record<Hue, string> = {
  1: "fill-hue-1-tint",
  2: "fill-hue-2-tint",
  3: "fill-hue-3-tint",
  4: "fill-hue-4-tint",
};

export const hueEdge: Record<Hue, string> = {
  1: "border-hue-1",
  2: "border-hue-2",
  3: "border-hue-3",
  4: "border-hue-4",
};
