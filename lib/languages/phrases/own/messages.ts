// Which messages somebody gets, and by which way: in French.
import type { French } from "../../say-in.ts";

export const messages: French = {
  "Your messages": "Vos messages",
  "What {0} writes to you, and how.": "Ce que {0} vous écrit, et comment.",
  "Saved. It holds from now on.": "C’est enregistré, et valable dès maintenant.",
  "Text messages are off for your number, because STOP came from it.":
    "Les textos sont désactivés pour votre numéro, car il a envoyé STOP.",
  "Text START from it, and you can choose them again.":
    "Envoyez START de ce numéro, et vous pourrez de nouveau les choisir.",
  "Your bookings": "Vos réservations",
  "When a visit is booked, moved or cancelled. We always tell you.":
    "Quand une visite est réservée, déplacée ou annulée. Nous vous le disons toujours.",
  Reminders: "Rappels",
  "Two days before a visit, and again on the day.": "Deux jours avant une visite, puis le jour même.",
  "Times for your next visit": "Des heures pour votre prochaine visite",
  "When your plan’s next visit has no time yet.": "Quand la prochaine visite de votre plan n’a pas encore d’heure.",
  "How it went": "Comment cela s’est passé",
  "The day after a visit.": "Le lendemain d’une visite.",
  "Earlier times": "Heures plus tôt",
  "When a time becomes free that you asked to hear of.": "Quand se libère une heure dont vous vouliez être averti.",
  "E-mail to {0}": "Par courriel à {0}",
  "E-mail": "Par courriel",
  "Text message to {0}": "Par texto au {0}",
  "Not at all": "Pas du tout",
  "In which language": "Dans quelle langue",
  "Letters and reminders. Health questions stay in English until the clinic has approved them in another language.":
    "Lettres et rappels. Les questions de santé restent en anglais tant que la clinique ne les a pas approuvées dans une autre langue.",
  "Beyond your care": "En dehors de vos soins",
  "Saving…": "Enregistrement…",
  Save: "Enregistrer",
  "No messages but about bookings": "Aucun message, sauf pour les réservations",
  "Reminders end too. What you book, move or cancel is still confirmed.":
    "Les rappels cessent aussi. Ce que vous réservez, déplacez ou annulez est encore confirmé.",
  "Ending them…": "Un instant…",
  "End all other messages": "Cesser tous les autres messages",
};
