// What patients' own pages answer when something cannot be, and what is wrong with a field, in French.
import type { French } from "../../say-in.ts";

export const ownRefusals: French = {
  "Please open the plan again with a code; nothing you did is lost.":
    "Veuillez rouvrir le plan avec un code; rien de ce que vous avez fait n’est perdu.",
  "Please sign in again with a code; nothing you did is lost.":
    "Veuillez vous connecter de nouveau avec un code; rien de ce que vous avez fait n’est perdu.",
  "This code and birth date do not open the plan. Check both, or ask for a new code.":
    "Ce code et cette date de naissance n’ouvrent pas le plan. Vérifiez les deux, ou demandez un nouveau code.",
  "Please open the page again and send it from there.": "Veuillez rouvrir la page et l’envoyer de là.",
  "Too many tries from this network. Please wait {0}, then go on. Nothing is lost.":
    "Trop d’essais depuis ce réseau. Veuillez attendre {0}, puis continuer. Rien n’est perdu.",
  "Too many codes from this network. Please wait {0}, then go on. Nothing is lost.":
    "Trop de codes depuis ce réseau. Veuillez attendre {0}, puis continuer. Rien n’est perdu.",
  "Turn back to your own pages first.": "Revenez d’abord à vos propres pages.",
  "This day is still to come.": "Ce jour est encore à venir.",
  "From {0} on, people act for themselves.": "À partir de {0} ans, chaque personne agit pour elle-même.",
  "For a child, choose what you are to them.": "Pour un enfant, choisissez votre lien avec lui.",
  "You have asked for several people already. Please call us.":
    "Vous avez déjà fait la demande pour plusieurs personnes. Veuillez nous téléphoner.",
  "Enter their full name.": "Inscrivez son nom complet.",
  "Choose what you are to them.": "Choisissez votre lien avec cette personne.",
  "Show first that it is you, with your passkey or your app.":
    "Montrez d’abord que c’est bien vous, avec votre clé d’accès ou votre application.",
  "Show first that it is you, with a passkey or app that you have.":
    "Montrez d’abord que c’est bien vous, avec une clé d’accès ou une application que vous avez.",
  "Show first that it is you.": "Montrez d’abord que c’est bien vous.",
  "Sign in with a new code first; a first key is made right after it.":
    "Connectez-vous d’abord avec un nouveau code; une première clé se crée tout de suite après.",
  "This device has a passkey for you already.": "Cet appareil a déjà une clé d’accès pour vous.",
  "Your app is set up already.": "Votre application est déjà configurée.",
  "This code does not fit. Check the time of your telephone, and try the next one.":
    "Ce code ne convient pas. Vérifiez l’heure de votre téléphone, et essayez le suivant.",
  "Type the six digits that your app shows now.": "Entrez les six chiffres que votre application affiche maintenant.",
  "That took too long. Begin again.": "Cela a pris trop de temps. Recommencez.",
  "Please look at the day again.": "Veuillez revoir le jour.",
  "Enter a day within the last {0} days.": "Inscrivez un jour parmi les {0} derniers.",
  "Enter a day within the last four weeks.": "Inscrivez un jour des quatre dernières semaines.",
  "A flare that began on this day is kept already.": "Une poussée commencée ce jour-là est déjà notée.",
  "Choose what may have set it off, or unknown.": "Choisissez ce qui a pu la déclencher, ou une cause inconnue.",
  "Choose a number from {0} to {1}.": "Choisissez un nombre de {0} à {1}.",
  "Say whether you had a headache.": "Dites si vous avez eu un mal de tête.",
  "Say how bad it was at its worst.": "Dites à quel point il était fort à son pire.",
  "Choose a language.": "Choisissez une langue.",
  "Choose what it is about.": "Choisissez de quoi il s’agit.",
  "Choose yes or no.": "Choisissez oui ou non.",
  "Treatment is agreed to by signing the clinic’s text.":
    "On consent au traitement en signant le texte de la clinique.",
  "Have the text signed instead.": "Faites plutôt signer le texte.",

  "Write your full name to sign.": "Écrivez votre nom complet pour signer.",
  "Write the full name to sign.": "Écrivez le nom complet pour signer.",
  "The text has changed. Read the new one, and sign again.":
    "Le texte a changé. Lisez le nouveau, et signez de nouveau.",
  "This text is signed already.": "Ce texte est déjà signé.",
  "This plan is accepted and booked already.": "Ce plan est déjà accepté et réservé.",
  "This plan has been accepted or ended already.": "Ce plan a déjà été accepté ou a pris fin.",
  "This plan is not on offer.": "Ce plan n’est pas offert.",
  "This offer has ended. Ask the clinic for a fresh one.":
    "Cette offre a pris fin. Demandez-en une nouvelle à la clinique.",
  "This way to pay is not offered for this plan.": "Cette façon de payer n’est pas offerte pour ce plan.",
  "Choose another way to pay.": "Choisissez une autre façon de payer.",
  "No time for this plan is free. Change the wishes and look again.":
    "Aucune heure n’est libre pour ce plan. Changez vos souhaits et regardez de nouveau.",
  "A clinician must look at the health answers before this plan goes on.":
    "Un clinicien ou une clinicienne doit examiner les réponses sur la santé avant que ce plan continue.",
  "It has been a while: ask the health questions again first.":
    "Cela fait un moment : il faut d’abord répondre de nouveau aux questions de santé.",
  "Something is still missing before this plan can go out.": "Il manque encore quelque chose avant que ce plan parte.",
  "Some of the times were not kept any longer, and somebody else has taken them.":
    "Certaines heures n’étaient plus gardées, et quelqu’un d’autre les a prises.",
  "This plan is not running just now.": "Ce plan n’est pas en cours en ce moment.",
  "This plan is not waiting to be booked any more.": "Ce plan n’attend plus d’être réservé.",
  "This plan is not waiting to be paid.": "Ce plan n’attend pas de paiement.",
  "This plan is over.": "Ce plan est terminé.",
  "This plan is over already.": "Ce plan est déjà terminé.",
  "This plan was laid anew meanwhile. Open its page again to see it as it is.":
    "Ce plan a été refait entre-temps. Rouvrez sa page pour le voir tel qu’il est.",
  "This visit has taken place already.": "Cette visite a déjà eu lieu.",
  "This visit has a time already.": "Cette visite a déjà une heure.",
  "This visit is not booked any more.": "Cette visite n’est plus réservée.",
  "This time is outside the visit's window or taken. Choose one of those shown, or call us.":
    "Cette heure est hors de la période prévue ou déjà prise. Choisissez-en une parmi celles affichées, ou téléphonez-nous.",
  "Choose one of the times shown.": "Choisissez une des heures affichées.",
  "Choose a time.": "Choisissez une heure.",
  "Only visits after the next reassessment can be dropped; cancel the others.":
    "Seules les visites après la prochaine réévaluation peuvent être retirées; annulez les autres.",
  "Choose the first day away.": "Choisissez le premier jour d’absence.",
  "The last day away must not come before the first.": "Le dernier jour d’absence ne doit pas précéder le premier.",
  "These days are over already.": "Ces jours sont déjà passés.",
  "No more than {0} absences can be kept at once.": "On ne peut pas noter plus de {0} absences à la fois.",
  "A visit has changed meanwhile. Look at the new times and say yes again.":
    "Une visite a changé entre-temps. Regardez les nouvelles heures et redites oui.",
  "Something has changed meanwhile. Look at the new times and say yes again.":
    "Quelque chose a changé entre-temps. Regardez les nouvelles heures et redites oui.",
  "The instalments would be other ones. Look at them and say yes again.":
    "Les versements seraient différents. Regardez-les et redites oui.",
  "Accept the plan first; then pay.": "Acceptez d’abord le plan; payez ensuite.",
  "This instalment was paid already, or is not owed any more.": "Ce versement est déjà payé, ou n’est plus dû.",
  "This is being charged to the card just now. Look again in a minute.":
    "La carte est en train d’être débitée. Regardez de nouveau dans une minute.",
  "This payment is recorded already.": "Ce paiement est déjà inscrit.",
  "Nothing of this is paid yet; a receipt follows the payment.":
    "Rien de ceci n’est encore payé; un reçu suit le paiement.",
  "This receipt is void already. Open the one that replaces it.":
    "Ce reçu est déjà annulé. Ouvrez celui qui le remplace.",
  "Enter the code of the gift card.": "Inscrivez le code de la carte-cadeau.",
  "We know no gift card with this code. Look at its sixteen letters and digits again.":
    "Nous ne connaissons aucune carte-cadeau avec ce code. Vérifiez ses seize lettres et chiffres.",
  "Nothing is left on this gift card.": "Il ne reste rien sur cette carte-cadeau.",
  "Stripe does not answer just now. Try again in a few minutes.":
    "Stripe ne répond pas en ce moment. Réessayez dans quelques minutes.",

  "Choose an amount.": "Choisissez un montant.",
  "Enter the amount, like 80 or 80.50.": "Inscrivez le montant, par exemple 80 ou 80.50.",
  "This gift card is paid already.": "Cette carte-cadeau est déjà payée.",
  "Choose one of the amounts.": "Choisissez un des montants.",
  "Choose one of the amounts, or one between the limits.": "Choisissez un des montants, ou un autre entre les limites.",
  "Enter your name.": "Inscrivez votre nom.",
  "There is no membership to pay for.": "Il n’y a pas d’abonnement à payer.",
  "You have a membership already.": "Vous avez déjà un abonnement.",
  "The page is being opened in another window just now. Look there, or try again.":
    "La page s’ouvre en ce moment dans une autre fenêtre. Regardez-y, ou réessayez.",
  "What you did on the page before has just arrived. Look at it, then go on.":
    "Ce que vous avez fait sur la page précédente vient d’arriver. Regardez-le, puis continuez.",
  "Card payments do not answer just now. Try again in a few minutes.":
    "Les paiements par carte ne répondent pas en ce moment. Réessayez dans quelques minutes.",
  "No month is open.": "Aucun mois n’est impayé.",
  "The card said no again. Another card may do.":
    "La carte a de nouveau été refusée. Une autre carte conviendra peut-être.",
  "There is no membership that runs.": "Aucun abonnement n’est en cours.",
};
