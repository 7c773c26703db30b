// Why a visit of a plan found no time, and what would help, in French. Put together from the parts that the English is put together from.
import type { French } from "../../say-in.ts";

const kinds: French = {
  "there is no opening": "il n’y a pas d’heure libre",
  "there are openings only with other practitioners":
    "il n’y a des heures libres qu’avec d’autres praticiens ou praticiennes",
  "you are away": "vous êtes absent",
  "the clinic is closed": "la clinique est fermée",
  "every opening is too close to deep work of another discipline":
    "chaque heure libre est trop proche d’un travail profond d’une autre discipline",
  "the days with openings are full": "les jours avec des heures libres sont pleins",
  "the openings clash with other visits of the plan": "les heures libres tombent sur d’autres visites du plan",
  "the openings are not back to back with the day's other deep work":
    "les heures libres ne suivent pas directement l’autre travail profond de la journée",
  "taking an opening would cost the track its next visit":
    "prendre une heure libre coûterait à la discipline sa visite suivante",
  "leaving it open costs less than any opening": "la laisser ouverte vaut mieux que toute heure libre",
};

const spans: French = {
  "On {0}": "Le {0}",
  "From {0} to {1}": "Du {0} au {1}",
};

const ends: French = {
  ".": ".",
  ", and nothing else in the calendar suits.": ", et rien d’autre dans le calendrier ne convient.",
  "; {a} would place it on {b}.": "; {a} lui trouverait une place le {b}.",
  ", and nothing else in the calendar suits; an opening of {a} minutes on {b} would place it.":
    ", et rien d’autre dans le calendrier ne convient; une heure libre de {a} minutes le {b} lui trouverait une place.",
  ", and nothing else in the calendar suits; an opening of {a} minutes on {b} and {c} would place it.":
    ", et rien d’autre dans le calendrier ne convient; une heure libre de {a} minutes le {b} et {c} lui trouverait une place.",
};

/** `{a}`, `{b}` and `{c}` after as many holes as come before them. */
const counted = (text: string, before: number) =>
  text.replaceAll(/\{([abc])\}/g, (_, name: string) => `{${before + "abc".indexOf(name)}}`);

const whole: French = Object.fromEntries(
  Object.entries(spans).flatMap(([span, dans]) =>
    Object.entries(kinds).flatMap(([kind, raison]) =>
      Object.entries(ends).map(([end, fin]) => {
        const before = span.split("{").length - 1;
        return [`${span} ${kind}${counted(end, before)}`, `${dans}, ${raison}${counted(fin, before)}`];
      }),
    ),
  ),
);

const concessions: French = {
  "another weekday ({a})": "un autre jour ({a})",
  "another part of the day ({a})": "un autre moment de la journée ({a})",
  "another practitioner ({a})": "une autre personne ({a})",
  "coming in spite of the absence": "venir malgré l’absence",
  "{a} days more": "{a} jours de plus",
  "{a} days more on either side": "{a} jours de plus de chaque côté",
};

const together: French = Object.fromEntries(
  Object.entries(concessions).flatMap(([one, un]) => [
    [counted(one, 0), counted(un, 0)],
    ...Object.entries(concessions).map(([other, autre]) => {
      const before = one.includes("{a}") ? 1 : 0;
      return [`${counted(one, 0)} and ${counted(other, before)}`, `${counted(un, 0)} et ${counted(autre, before)}`];
    }),
  ]),
);

export const reasons: French = {
  ...whole,
  ...together,
  "Around {0}: bookings are open until {1}. We will ask you again when this day comes into reach.":
    "Vers le {0} : les réservations sont ouvertes jusqu’au {1}. Nous vous demanderons de nouveau quand ce jour sera à portée.",
  "A {0} would do: {1} at {2}.": "Un {0} conviendrait : {1} à {2}.",
  "Another time of day would do ({0}): {1} at {2}.": "Un autre moment de la journée conviendrait ({0}) : {1} à {2}.",
  "{0} has time: {1} at {2}.": "{0} a de la place : {1} à {2}.",
  "Coming in spite of being away ({0} to {1}): {2} at {3}.": "Venir malgré l’absence (du {0} au {1}) : {2} à {3}.",
  "Up to {0} days later than planned: {1} at {2}.": "Jusqu’à {0} jours plus tard que prévu : {1} à {2}.",
  "Up to {0} days earlier or later than planned: {1} at {2}.":
    "Jusqu’à {0} jours plus tôt ou plus tard que prévu : {1} à {2}.",
  "Together these would do: {0} and {1}: {2} at {3}.": "Ensemble, ceci conviendrait : {0} et {1} : {2} à {3}.",
  "another time of day ({0})": "un autre moment de la journée ({0})",
  "coming in spite of being away ({0} to {1})": "venir malgré l’absence (du {0} au {1})",
  "up to {0} days later than planned": "jusqu’à {0} jours plus tard que prévu",
  "up to {0} days earlier or later than planned": "jusqu’à {0} jours plus tôt ou plus tard que prévu",
  "a Monday": "un lundi",
  "a Tuesday": "un mardi",
  "a Wednesday": "un mercredi",
  "a Thursday": "un jeudi",
  "a Friday": "un vendredi",
  "a Saturday": "un samedi",
  "a Sunday": "un dimanche",
  morning: "le matin",
  afternoon: "l’après-midi",
  evening: "le soir",
};
