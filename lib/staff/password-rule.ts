// Which passwords are good enough: long, and not put together from what everybody tries first. No rules about signs, no expiry (NIST SP 800-63B-4).

/** Twelve characters beside a second factor, fifteen without. */
export const leastLength = (factorOn: boolean): number => (factorOn ? 12 : 15);
const longest = 200;
/** So many letters or digits have to be left when everything that guessers try first is taken out. */
const leastOwn = 6;

// Ours, small and about the people who use this product; an installation can add a list of millions (PASSWORD_BLOCKLIST).
const common = (
  "password passwort passphrase welcome letmein admin administrator login secret changeme default temporary iloveyou " +
  "monkey dragon football baseball basketball hockey soccer sunshine princess master shadow superman batman pokemon " +
  "starwars trustno1 whatever computer internet google hello freedom flower cookie chocolate pepper ginger summer " +
  "winter spring autumn january february march april june july august september october november december monday " +
  "tuesday wednesday thursday friday saturday sunday canada vancouver toronto victoria columbia british maple canucks " +
  "clinic massage physio physiotherapy acupuncture osteopathy chiropractic therapy therapist health healthcare doctor " +
  "patient reception frontdesk treatment booking taper demo test love"
).split(" ");

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
];
const runs = [...rows, ...rows.map((row) => Array.from(row).toReversed().join(""))];

const looksLike: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
const unmasked = (text: string) => text.replaceAll(/[013457@$!]/g, (sign) => looksLike[sign]!);

/** Takes out sequences of four or more along the alphabet, the digits or the keyboard. */
function withoutRuns(text: string): string {
  let left = "";
  for (let at = 0; at < text.length;) {
    let length = 4;
    while (at + length <= text.length && runs.some((run) => run.includes(text.slice(at, at + length)))) length++;
    if (length > 4) at += length - 1;
    else left += text[at++];
  }
  return left;
}

/** What is left of a password when the parts that everybody tries are out. */
export function ownPart(password: string, about: readonly string[]): string {
  const words = [...common, ...about.map((word) => word.toLowerCase()).filter((word) => word.length >= 4)].toSorted(
    (a, b) => b.length - a.length,
  );
  let text = withoutRuns(password.normalize("NFKC").toLowerCase()).replaceAll(/(19|20)\d\d/g, " ");
  text = unmasked(text).replaceAll(/[^\p{L}\p{N}]+/gu, "");
  for (const word of words) text = text.replaceAll(unmasked(word), " ");
  text = text.replaceAll(/(.)\1{2,}/gu, "");
  // One piece over and over is as easy as the piece.
  return text.replaceAll(/\s/g, "").replace(/^(.{1,8}?)\1+$/u, "$1");
}

export type PasswordAsk = {
  factorOn: boolean;
  /** Words that guessers know: the person's name and e-mail, the clinic's name. */
  about: readonly string[];
  /** Whether an installation's own list has it. */
  isListed: (password: string) => boolean;
};

/** Code points, as the standard counts; an accent or a flag may be more than one. */
const lengthOf = (text: string): number => Array.from(text).length;

/** What is wrong with it, as a sentence; null when nothing is. */
export function passwordProblem(password: string, { factorOn, about, isListed }: PasswordAsk): string | null {
  const length = lengthOf(password.normalize("NFKC"));
  const least = leastLength(factorOn);
  if (length < least)
    return `Use at least ${least} characters. A short sentence that only you would say is easy to keep in mind.`;
  if (length > longest) return `Use at most ${longest} characters.`;
  if (isListed(password.toLowerCase()) || lengthOf(ownPart(password, about)) < leastOwn)
    return "This is among the first that somebody would guess. Take words that have nothing to do with you or the clinic.";
  return null;
}
