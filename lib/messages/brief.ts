// A text message: the clinic's name, one short sentence and one link, in letters that every phone takes, in two parts at most.

/** The letters of GSM 03.38 that ordinary words are made of. */
const plainLetters = /[^A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà_]/gu;
const typed: Record<string, string> = {
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "\u00a0": " ",
  "\u202f": " ",
};

/** What of a text every phone can show without halving how much fits: accents fall, other scripts are left out. */
export function plainText(text: string): string {
  return text
    .replace(/[’‘“”–—…\u00a0\u202f]/gu, (sign) => typed[sign]!)
    .replace(plainLetters, (sign) => sign.normalize("NFKD").replace(/\p{M}/gu, ""))
    .replace(plainLetters, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** 160 in one part, 153 in each of several. */
export const partsOf = (text: string): number => (text.length <= 160 ? 1 : Math.ceil(text.length / 153));

const most = 2 * 153;

export type Brief = {
  clinicName: string;
  /** No name, no reason, nothing of health. */
  said: string;
  url?: string | undefined;
  /** How to end it, for what nobody asked for. */
  stop: string | null;
};

export function textMessage({ clinicName, said, url, stop }: Brief): string {
  const name = plainText(clinicName).slice(0, 40).trim() || "Your clinic";
  const end = `${url ? ` ${url}` : ""}${stop ? ` ${plainText(stop)}` : ""}`;
  const room = most - name.length - 2 - end.length;
  const sentence = plainText(said);
  // A link that is cut leads nowhere; words can be read on its page.
  const kept = sentence.length <= room ? sentence : `${sentence.slice(0, Math.max(0, room - 3)).trimEnd()}...`;
  return `${[`${name}:`, kept].filter(Boolean).join(" ")}${end}`;
}
