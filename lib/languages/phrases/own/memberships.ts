// A patient's membership, in French: joining, its months, a month that is open, and its end.
import type { French } from "../../say-in.ts";

export const memberships: French = {
  "Thank you. The month is paid.": "Merci. Le mois est payé.",
  "Your membership ends with the month that is paid.": "Votre abonnement prend fin avec le mois qui est payé.",
  "Your membership has ended. Nothing more is charged.": "Votre abonnement a pris fin. Plus rien n’est débité.",
  "Your membership goes on.": "Votre abonnement continue.",
  "1 visit is left to use.": "Il vous reste 1 visite à utiliser.",
  "{0} visits are left to use.": "Il vous reste {0} visites à utiliser.",
  "A few visits each month, to stay as well as you have become.":
    "Quelques visites chaque mois, pour rester aussi bien que vous l’êtes devenu.",
  "Thank you. Your payment is on its way to us.": "Merci. Votre paiement est en route vers nous.",
  "Look again": "Regarder de nouveau",
  "That takes seconds, mostly.": "Cela prend le plus souvent quelques secondes.",
  "Your card did not pay this month": "Votre carte n’a pas payé ce mois-ci",
  "Your bank wants you to confirm this month": "Votre banque vous demande de confirmer ce mois-ci",
  "That happens. Your appointments stay as they are.": "Cela arrive. Vos rendez-vous restent tels quels.",
  "We ask the card once more on {0}.": "Nous essaierons la carte encore une fois le {0}.",
  "Confirm with your bank": "Confirmer auprès de votre banque",
  "Pay with another card": "Payer avec une autre carte",
  "Confirm, or use another card": "Confirmer, ou utiliser une autre carte",
  "Ask the card again": "Essayer la carte de nouveau",
  "Asking…": "Un instant…",
  "Opening the page…": "Ouverture de la page…",
  "Your months": "Vos mois",
  "Visits of these services use them up by themselves, the oldest first.":
    "Les visites de ces services les utilisent d’elles-mêmes, du plus ancien au plus récent.",
  "Let it go on after all": "Le laisser continuer malgré tout",
  "Change the card": "Changer de carte",
  "End the membership": "Mettre fin à l’abonnement",
  "It is paid until {0}. Nothing is charged after that.": "Il est payé jusqu’au {0}. Rien n’est débité ensuite.",
  "It ends at once, and the month that is open is asked for no more.":
    "Il prend fin tout de suite, et le mois impayé n’est plus demandé.",
  "Your visits that are booked stay booked, and what is left can be used as before.":
    "Vos visites réservées restent réservées, et ce qui reste peut être utilisé comme avant.",
  "End it on {0}": "Y mettre fin le {0}",
  "End it now": "Y mettre fin maintenant",
  Join: "S’abonner",
  "Join again": "S’abonner de nouveau",
  "Paid by card, each month from today on. You can end it at any time; what is paid stays yours to use.":
    "Payé par carte, chaque mois à partir d’aujourd’hui. Vous pouvez y mettre fin en tout temps; ce qui est payé reste à vous.",
  "{0} a month, tax included": "{0} par mois, taxes comprises",
  "It includes:": "Il comprend :",
  "{0} a month of {1}": "{0} par mois de {1}",
  or: "ou",
  "A visit you do not use never lapses.": "Une visite que vous n’utilisez pas n’expire jamais.",
  "A visit you do not use lapses with its month.": "Une visite que vous n’utilisez pas expire avec son mois.",
  "A visit you do not use can be used for one more month.":
    "Une visite que vous n’utilisez pas peut servir pendant un mois de plus.",
  "A visit you do not use can be used for {0} more months.":
    "Une visite que vous n’utilisez pas peut servir pendant {0} mois de plus.",
  "The clinic offers none online just now.": "La clinique n’en offre pas en ligne en ce moment.",
  "Ask us, on {0}.": "Demandez-nous, au {0}.",
  Membership: "Abonnement",
  Includes: "Comprend",
  Price: "Prix",
  "Next charge": "Prochain débit",
  Ends: "Prend fin",
  "{0}; nothing more is charged": "Le {0}; plus rien n’est débité",
  Card: "Carte",
  "{0} ending {1}, until {2}": "{0} se terminant par {1}, valide jusqu’à {2}",
};
