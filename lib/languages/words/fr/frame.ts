// French: what stands around every patient page, and what form controls say by themselves.
import type { Words } from "../../words.ts";

export const frame: Words["frame"] = {
  skip: "Aller au contenu principal",
  privacy: "Confidentialité",
  terms: "Conditions",
  byTaper: "Réservation par Taper. Nous ne demandons que ce qu’il faut pour votre visite.",
  languages: "Langues",
  onlyEnglish: "Cette page est en anglais pour le moment.",
  notApproved:
    "Ce texte est en anglais tant qu’une personne responsable n’a pas approuvé sa traduction. Nous le parcourons volontiers avec vous au téléphone : {phone}",
  parts: {
    lookAgain: "Veuillez revoir ceci",
    pleaseChange: "À corriger :",
    optional: "(facultatif)",
    year: "Année",
    month: "Mois",
    day: "Jour",
    sending: "Envoi en cours",
    change: "Modifier",
    step: "Étape {current} de {total}",
  },
  fault: "Cela n’a pas fonctionné, et rien n’a été changé. Veuillez réessayer, ou nous téléphoner en mentionnant {id}.",
};
