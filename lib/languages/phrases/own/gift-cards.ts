// Gift cards, in French: buying one, the card itself, and what is left on one.
import type { French } from "../../say-in.ts";

export const giftCards: French = {
  "Gift cards for {0}": "Cartes-cadeaux pour {0}",
  "A gift card pays for visits, in one go or bit by bit. It never expires, and costs nothing beside its amount.":
    "Une carte-cadeau paie des visites, en une fois ou petit à petit. Elle n’expire jamais, et ne coûte rien de plus que son montant.",
  "Any amount from {0} to {1}.": "Tout montant de {0} à {1}.",
  "Gift cards are not sold online just now. Please call us on {0}.":
    "Les cartes-cadeaux ne se vendent pas en ligne en ce moment. Veuillez nous appeler au {0}.",
  "Do you have a gift card?": "Avez-vous une carte-cadeau?",
  "You use it when you pay: online, or at our desk.":
    "Vous l’utilisez au moment de payer : en ligne, ou à notre réception.",
  "Looking…": "Un instant…",
  "See what is left": "Voir ce qu’il y reste",
  "{0} is left on this card.": "Il reste {0} sur cette carte.",

  "How much": "Combien",
  Amount: "Montant",
  "Another amount": "Un autre montant",
  "Your name": "Votre nom",
  "It stands on the card.": "Il figure sur la carte.",
  "Your e-mail": "Votre courriel",
  "For whom": "Pour qui",
  "Leave this empty to give or print it yourself.": "Laissez ceci vide pour la donner ou l’imprimer vous-même.",
  "Their name": "Son nom",
  "Their e-mail": "Son courriel",
  "We send the card there as soon as it is paid.": "Nous y envoyons la carte dès qu’elle est payée.",
  "A few words": "Quelques mots",
  "They travel by e-mail: please write nothing about anybody’s health.":
    "Ils voyagent par courriel : n’y écrivez rien sur la santé de qui que ce soit.",
  "No tax is charged now; tax is in the visits that the card pays. What is not used can be given back to you: ask us. A gift card is no receipt for a treatment.":
    "Aucune taxe n’est perçue maintenant; elle est comprise dans les visites que la carte paie. Ce qui n’est pas utilisé peut vous être remboursé : demandez-nous. Une carte-cadeau n’est pas un reçu de traitement.",
  "Continue to payment": "Continuer vers le paiement",
  "Opening the payment page…": "Ouverture de la page de paiement…",

  "A gift card of {0}": "Une carte-cadeau de {0}",
  "It is not paid yet, and nothing was charged. It can be used once it is paid.":
    "Elle n’est pas encore payée, et rien n’a été débité. Elle pourra servir une fois payée.",
  "Pay {0}": "Payer {0}",
  "The gift card is paid.": "La carte-cadeau est payée.",
  "We have sent it to {0}, and a confirmation to you.":
    "Nous l’avons envoyée à {0}, et vous avons envoyé une confirmation.",
  "We have sent it to you by e-mail as well.": "Nous vous l’avons aussi envoyée par courriel.",
  "Print it": "L’imprimer",
  "Book a visit": "Réserver une visite",
  "Gift card for {0}": "Carte-cadeau pour {0}",
  "{0} is left on it": "il y reste {0}",
  "For {0}, from {1}": "Pour {0}, de la part de {1}",
  "Given by {0}": "De la part de {0}",
  Code: "Code",
  "It stands in the letter that came with the card.": "Il se trouve dans la lettre qui accompagnait la carte.",
  "Type the code when you pay online, or say it at the desk. It never expires, and what is not used stays on it.":
    "Entrez le code quand vous payez en ligne, ou dites-le à la réception. Elle n’expire jamais, et ce qui n’est pas utilisé y reste.",
  "Keep it as you would keep money: whoever knows the code can use it.":
    "Gardez-la comme de l’argent : qui connaît le code peut l’utiliser.",
  "What is left, and help with a lost card: {0}": "Ce qu’il y reste, et de l’aide pour une carte perdue : {0}",
};
