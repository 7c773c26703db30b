// Each kind of message with made-up people and times: what a clinic looks at before it changes the words, and the words it begins with.
import { addDays } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import type { Letter } from "./letter.ts";
import { inTheirLanguage } from "./letter-in.ts";
import * as letters from "./letters.ts";
import type { WordedKind, Words } from "./own-words.ts";

type Sample = {
  clinic: letters.ClinicOfLetter;
  practitioner: string;
  place: letters.VisitOfLetter["place"];
  now: Date;
};

const hourMs = 3_600_000;

function lettersOf({ clinic, practitioner, place, now }: Sample, front: string): Record<WordedKind, Letter> {
  const start = instantAt(addDays(dateIn(now, clinic.timeZone), 2), 9 * 60, clinic.timeZone);
  const later = (days: number, hours: number) => new Date(start.getTime() + days * 24 * hourMs + hours * hourMs);
  const visit = { start, practitionerName: practitioner, place, cancelNoticeHours: 24 };
  const url = `${front}/…`;
  const times = [start, later(1, 4), later(3, 7)].map((at) => ({ start: at, practitionerName: practitioner }));
  return {
    "appointment.booked": letters.bookedLetter(clinic, visit, url),
    "appointment.moved": letters.movedLetter(clinic, visit, url),
    "appointment.cancelled": letters.cancelledLetter(clinic, visit, url),
    "appointment.reminder": letters.reminderLetter(clinic, visit, url),
    "appointment.must_move": letters.mustMoveLetter(clinic, visit, [later(1, 0), later(2, 3)], url),
    "visit.check_in": letters.checkInLetter(clinic, url),
    "plan.offered": letters.offerLetter(clinic, url, later(5, 0)),
    "plan.booked": letters.courseLetter(clinic, [start, later(4, 0), later(9, 2)], url),
    "plan.nudge": letters.nudgeLetter(clinic, times, url),
    "plan.stopped": letters.stoppedLetter(clinic, url),
    "waitlist.offer": letters.offeredTimeLetter(clinic, start, later(-1, 0), url),
    "waitlist.closed": letters.lostTimeLetter(clinic, start),
  };
}

export const sampleLetter = (kind: WordedKind, sample: Sample, front: string): Letter => lettersOf(sample, front)[kind];

/** The words that the product says by itself, with what differs from letter to letter in braces. */
export function originalWords(kind: WordedKind, sample: Sample): Words {
  const letter = inTheirLanguage(sampleLetter(kind, { ...sample, clinic: { ...sample.clinic, name: "{clinic}" } }, ""));
  const names = Object.entries(letter.values ?? {});
  const braced = (text: string) => names.reduce((said, [name, value]) => said.replaceAll(value, `{${name}}`), text);
  return {
    subject: braced(letter.subject),
    opening: letter.paragraphs.map(braced).join("\n\n"),
    brief: braced(letter.brief ?? ""),
  };
}
