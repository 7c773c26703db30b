// How the desk makes sure who somebody is.

export const identified = {
  papers: "They are here, and I have seen a photo ID",
  known: "They are here, and I know them",
  called_back: "I called them on the number we have, and they knew their last visits",
} as const;

export type Identified = keyof typeof identified;

export const isIdentified = (text: string): text is Identified => Object.hasOwn(identified, text);
