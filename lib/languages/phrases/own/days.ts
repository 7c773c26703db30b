// Days and times that stand in a sentence about a course in English: "Tue, Dec 1", "9:30 am".
import type { French } from "../../say-in.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const jours = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
const mois = [
  "janv.",
  "févr.",
  "mars",
  "avr.",
  "mai",
  "juin",
  "juill.",
  "août",
  "sept.",
  "sept.",
  "oct.",
  "nov.",
  "déc.",
];

const named = weekdays.flatMap((weekday, day) =>
  months.map((month, at): [string, string] => [`${weekday}, ${month} {0}`, `${jours[day]} {0} ${mois[at]}`]),
);

const hours = Array.from({ length: 24 }, (_, hour): [string, string] => [
  `${hour % 12 || 12}:{0} ${hour < 12 ? "am" : "pm"}`,
  `${hour} h {0}`,
]);

export const days: French = Object.fromEntries([...named, ...hours]);
