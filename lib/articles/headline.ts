/** The lines of an article that hold what was searched for, with the hits marked. */

/** What PostgreSQL puts round a hit; taken out of what people write. */
export const hitSigns = { start: "⟦", stop: "⟧" } as const;

export type Said = { text: string; hit: boolean };

export const withoutSigns = (text: string): string => text.replaceAll(/[⟦⟧]/g, "");

/** `a ⟦b⟧ c` as its parts. */
export const partsOf = (headline: string): Said[] =>
  headline
    .split(hitSigns.start)
    .flatMap((piece, index) => {
      const [hit = "", rest = ""] = index === 0 ? ["", piece] : piece.split(hitSigns.stop);
      return [
        { text: hit, hit: true },
        { text: rest, hit: false },
      ];
    })
    .filter(({ text }) => text !== "");
