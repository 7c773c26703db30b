// Warning signs and consents on patients' own pages, in French. Shown only where a named person of the clinic has approved them.
import type { French } from "../../say-in.ts";

export const ownCare: French = {
  "Your answers include signs that need emergency care now. Call {0} or go to the nearest emergency department. Do not drive yourself.":
    "Vos réponses comprennent des signes qui demandent des soins d’urgence maintenant. Appelez le {0} ou allez à l’urgence la plus proche. Ne conduisez pas vous-même.",
  "Since the visit, any new numbness, weakness, dizziness, change of sight or severe headache?":
    "Depuis la visite, avez-vous un engourdissement, une faiblesse, des étourdissements, un changement de la vue ou un mal de tête intense qui soit nouveau?",
  "Anything new?": "Du nouveau?",
  "Since you last answered, has any of this begun?":
    "Depuis votre dernière réponse, l’une de ces choses a-t-elle commencé?",
  "Is any of this new?": "L’une de ces choses est-elle nouvelle?",
  "Please say which.": "Veuillez dire laquelle.",
  No: "Non",
  Yes: "Oui",
  "I am not sure": "Je ne sais pas",
  "My practitioner has explained this plan to me: what is proposed and why, what else there is, what it may bring and what it may risk.":
    "Mon praticien ou ma praticienne m’a expliqué ce plan : ce qui est proposé et pourquoi, les autres possibilités, ce qu’il peut apporter et ses risques.",
  "I can ask questions, refuse any part, and stop the whole plan at any time. Stopping costs nothing but a visit that I cancel too late.":
    "Je peux poser des questions, refuser une partie et arrêter tout le plan à tout moment. Arrêter ne coûte rien, sauf une visite que j’annule trop tard.",
  "Visits after the next reassessment are provisional. They cost nothing until my practitioner and I decide there, and I can drop them.":
    "Les visites après la prochaine réévaluation sont provisoires. Elles ne coûtent rien avant la décision que j’y prends avec mon praticien ou ma praticienne, et je peux les retirer.",
  "My practitioners of this clinic share what they need to know about my care with one another. I can ask them not to.":
    "Les praticiens et praticiennes de cette clinique qui me soignent partagent entre eux ce qu’ils doivent savoir de mes soins. Je peux leur demander de ne pas le faire.",
  "I will say at once when something new worries me: numbness, weakness, dizziness, trouble seeing, or a headache unlike any before.":
    "Je dirai tout de suite si quelque chose de nouveau m’inquiète : engourdissement, faiblesse, étourdissements, trouble de la vue, ou mal de tête différent de tous les précédents.",
  "The card I pay with is kept by Stripe, and the clinic charges the instalments to it on their days. The clinic may also charge it for visits I had and did not pay otherwise, and for fees that were shown to me when I booked. I can pay an instalment otherwise before its day, and have the card forgotten at any time.":
    "La carte avec laquelle je paie est conservée par Stripe, et la clinique y débite les versements le jour venu. La clinique peut aussi y débiter les visites que j’ai eues sans les payer autrement, et les frais qui m’ont été montrés à la réservation. Je peux payer un versement autrement avant son jour, et faire oublier la carte en tout temps.",
  "The clinic examines and treats you, and keeps a record of it.":
    "La clinique vous examine et vous traite, et en tient un dossier.",
  "Nobody treats you until you have signed again. The law asks us to keep your record for its time.":
    "Personne ne vous traite avant que vous ayez signé de nouveau. La loi nous demande de garder votre dossier le temps prévu.",
  "Everybody at the clinic who treats you reads your whole chart.":
    "Toute personne de la clinique qui vous traite lit votre dossier clinique au complet.",
  "Your chart is open to who examined you or leads your plan, and to the clinical lead. Others who treat you give a reason each time, which you can see.":
    "Votre dossier clinique est ouvert à la personne qui vous a examiné ou qui dirige votre plan, et à la direction clinique. Les autres qui vous traitent donnent chaque fois une raison, que vous pouvez voir.",
  "Your visits are counted, without your name, when the clinic studies how long people stay in care.":
    "Vos visites sont comptées, sans votre nom, quand la clinique étudie combien de temps durent les soins.",
  "Your plans are left out of these counts. Bookings and payments are still added up: the clinic has to.":
    "Vos plans sont laissés hors de ces comptes. Les réservations et les paiements sont encore additionnés : la clinique y est tenue.",
  "The clinic also writes to you about news and offers.":
    "La clinique vous écrit aussi au sujet de ses nouvelles et de ses offres.",
  "You get no news and offers.": "Vous ne recevez ni nouvelles ni offres.",
  "If you take it back:": "Si vous retirez votre accord :",
  "Also write to me about news and offers of the clinic. I can take this back here at any time.":
    "Écrivez-moi aussi au sujet des nouvelles et des offres de la clinique. Je peux retirer cet accord ici en tout temps.",
};
