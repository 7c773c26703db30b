// The typefaces a PDF carries with it, chosen by the scripts that stand in it; all are under the SIL Open Font License 1.1.
import path from "node:path";
import { Font } from "@react-pdf/renderer";

const file = (pack: string, name: string) =>
  path.join(process.cwd(), "node_modules/@fontsource", pack, "files", `${name}-normal.woff`);

const regularAndBold = (family: string, pack: string, name: string) =>
  Font.register({
    family,
    fonts: [
      { src: file(pack, `${name}-400`), fontWeight: 400 },
      { src: file(pack, `${name}-700`), fontWeight: 700 },
    ],
  });

regularAndBold("Latin", "noto-sans", "noto-sans-latin");
regularAndBold("Latin more", "noto-sans", "noto-sans-latin-ext");
regularAndBold("Vietnamese", "noto-sans", "noto-sans-vietnamese");
regularAndBold("Greek", "noto-sans", "noto-sans-greek");
regularAndBold("Cyrillic", "noto-sans", "noto-sans-cyrillic");
regularAndBold("Cyrillic more", "noto-sans", "noto-sans-cyrillic-ext");
// Noto's own Gurmukhi has marks without anchors, on which the renderer fails.
regularAndBold("Gurmukhi", "mukta-mahee", "mukta-mahee-gurmukhi");
regularAndBold("Han", "noto-sans-sc", "noto-sans-sc-chinese-simplified");
// Names and numbers are never divided.
Font.registerHyphenationCallback((word) => [word]);

/** Only what the text needs is read from the disk: the Chinese one alone has 1.5 MB a weight. */
export function familiesFor(text: string): string[] {
  return [
    "Latin",
    "Latin more",
    ...(/[\u0300-\u0323\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]/u.test(text) ? ["Vietnamese"] : []),
    ...(/\p{Script=Greek}/u.test(text) ? ["Greek"] : []),
    ...(/\p{Script=Cyrillic}/u.test(text) ? ["Cyrillic", "Cyrillic more"] : []),
    ...(/\p{Script=Gurmukhi}/u.test(text) ? ["Gurmukhi"] : []),
    ...(/\p{Script=Han}/u.test(text) ? ["Han"] : []),
  ];
}
