// French: a tablet of the clinic in a patient's hands.
import type { Words } from "../../words.ts";

export const tablet: Words["tablet"] = {
  intake: {
    title: "Votre santé",
    lead: "Veuillez répondre à chaque question. La clinique lit vos réponses avant votre visite.",
  },
  check_in: {
    title: "Comment allez-vous?",
    lead: "Deux minutes. Votre praticien ou praticienne lit vos réponses avant votre visite.",
  },
  consent: {
    title: "Veuillez lire et signer",
    lead: "Demandez à la personne qui vous a remis la tablette si quelque chose n’est pas clair.",
  },
  done: { title: "Il n’y a rien à remplir", lead: "Veuillez rendre la tablette à l’accueil." },
  inEnglish: "Ce texte est en anglais. Une personne de l’accueil le parcourra volontiers avec vous.",
  send: "Envoyer",
  close: "Fermer",
  unsent: "Fermer sans envoyer",
  closing: "Fermeture…",
  idle: "Êtes-vous toujours là? Touchez l’écran ou appuyez sur une touche.",
  idleMore: "Sinon, ce formulaire se ferme dans une demi-minute et rien n’en est gardé.",
  thanks: "Merci. Veuillez rendre la tablette à l’accueil.",
  speak: "Merci. Veuillez parler maintenant à quelqu’un de l’accueil, avant votre visite.",
};
