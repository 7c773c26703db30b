// The form of every mail: a few plain paragraphs, facts as lines, one link; as text and as HTML that mail programs can show.
import { phoneWords } from "../clinic/phone-words.ts";
import { directionOf } from "../languages/language.ts";
import { colonOf, sayAround } from "./letter-in.ts";

export type Letter = {
  subject: string;
  /** The same in one sentence for a text message, which goes with the link; without it there is only a mail. */
  brief?: string;
  /** Shown first; a greeting without a name is fine. */
  paragraphs: string[];
  /** `url`: where it is looked into. */
  facts?: { name: string; value: string; url?: string }[];
  link?: { label: string; url: string };
  /** What else one may want to do; shown less. */
  otherLink?: { label: string; url: string };
  /** Below the link. */
  after?: string[];
  /** Why the mail came; default a booking. */
  because?: string;
  /** The person's own page about messages. */
  choices?: string;
  /** What the clinic's own words may name, beside the clinic itself. */
  values?: Record<string, string>;
  /** With the locale that its dates are written in. */
  clinic: { name: string; phone: string; email: string; address?: string; locale: string };
};

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign]!);

const ending = ({ clinic, because = "a booking at the clinic" }: Letter, say: Say) =>
  `${[clinic.name, ...(clinic.address ? [clinic.address] : []), phoneWords(clinic.phone), clinic.email].join(" · ")}. ${say(`You receive this because of ${because}. Replies are not read in real time; in an emergency call 911.`)}`;

const choicesLabel = "Choose which messages you get, or end them";

/** How what stands around a letter is said to its reader. */
type Say = (english: string) => string;

export function letterText(letter: Letter): string {
  const colon = colonOf(letter);
  const say: Say = (english) => sayAround(letter, english);
  return [
    ...letter.paragraphs,
    ...(letter.facts?.length
      ? [letter.facts.map(({ name, value, url }) => `${name}${colon} ${value}${url ? `\n${url}` : ""}`).join("\n")]
      : []),
    ...[letter.link, letter.otherLink].flatMap((link) => (link ? [`${link.label}${colon}\n${link.url}`] : [])),
    ...(letter.after ?? []),
    `--\n${ending(letter, say)}`,
    ...(letter.choices ? [`${say(choicesLabel)}${colon}\n${letter.choices}`] : []),
  ].join("\n\n");
}

export function letterHtml(letter: Letter): string {
  const say: Say = (english) => sayAround(letter, english);
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${safe(text)}</p>`;
  const facts = (letter.facts ?? [])
    .map(
      ({ name, value, url }) =>
        `<tr><th scope="row" style="text-align:start;vertical-align:top;padding:6px 16px 6px 0;font-weight:400;color:#5a6360">${safe(name)}</th><td style="padding:6px 0">${url ? `<a href="${safe(url)}" style="color:#0f5c55">${safe(value)}</a>` : safe(value)}</td></tr>`,
    )
    .join("");
  const link = letter.link
    ? `<p style="margin:24px 0"><a href="${safe(letter.link.url)}" style="background:#0f5c55;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block">${safe(letter.link.label)}</a></p>`
    : "";
  const other = letter.otherLink
    ? `<p style="margin:0 0 24px"><a href="${safe(letter.otherLink.url)}" style="color:#0f5c55;display:inline-block;padding:10px 0">${safe(letter.otherLink.label)}</a></p>`
    : "";
  return `<!doctype html><html lang="${letter.clinic.locale}" dir="${directionOf(letter.clinic.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(letter.subject)}</title></head><body style="margin:0;background:#faf7f2;color:#1f2a27;font:17px/1.5 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 20px"><p style="margin:0 0 24px;font-weight:600">${safe(letter.clinic.name)}</p>${letter.paragraphs.map(paragraph).join("")}${facts ? `<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">${facts}</table>` : ""}${link}${other}${(letter.after ?? []).map(paragraph).join("")}<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #ddd6ca;color:#5a6360;font-size:14px">${safe(ending(letter, say))}${letter.choices ? `<br><a href="${safe(letter.choices)}" style="color:#5a6360;display:inline-block;padding:8px 0">${safe(say(choicesLabel))}</a>` : ""}</p></div></body></html>`;
}
