// What the demo clinic has written: plain words, no diagnosis, no promise. A starting point, to be signed off by licensed people.
import type { PayerDiscipline } from "../../db/seed/rows/payer-fees.ts";

export type ArticleText = {
  slug: string;
  language: "en" | "fr";
  title: string;
  summary: string;
  conditions: string[];
  /** Whose first visits it leads to. */
  disciplines: readonly PayerDiscipline[];
  body: string;
};

export const articleTexts: readonly ArticleText[] = [
  {
    slug: "headaches-that-seem-to-start-in-the-neck",
    language: "en",
    title: "Headaches that seem to start in the neck",
    summary:
      "Some headaches go along with a stiff or sore neck. What we look at, what may help, and when to see a doctor first.",
    conditions: ["headaches", "neck pain"],
    disciplines: ["massage_therapy", "physiotherapy"],
    body: `A headache can be felt behind the eyes, around the temples or at the base of the skull. Where it hurts is not always where it comes from. In some people, sore and tense muscles of the neck, the jaw or the upper back go along with it. In others they do not.

## See a doctor first, or call 911

Not every headache is a matter for hands-on care. **Call 911** for a sudden, severe headache that peaks within about a minute, or for a headache together with weakness, a drooping face, trouble speaking, confusion, fainting, a seizure, or a stiff neck with fever.

See a doctor or a nurse practitioner before you book with us when

- the headache is new and you are 50 or older,
- it has been getting steadily worse over weeks,
- your eyesight has changed, or an arm or leg feels numb,
- it followed a fall, a crash or a blow to the head that nobody has looked at.

In British Columbia you can call 8-1-1 at any hour and talk to a nurse.

## What an assessment looks at

We ask how it began, how often it comes and what your days are like. Then we look at how your neck, jaw and shoulders move, and which muscles are tender. Sometimes pressing on one of them brings on the headache that you know. That is a clue, and no more: we say what we found, what we are not sure about, and what we would try.

## What may help

Most plans have three strands, and work best together:

1. **Hands-on treatment**, firm but never more than you can comfortably bear. Some soreness on the next day is common.
2. **Movement**: a few exercises for the neck and upper back that fit into your day.
3. **Habits**: breaks, sleep, and what your shoulders do while you are busy.

Visits are closer together at first and spread out if you improve. After a set number of visits we look at it again together: if nothing has changed, we change the plan or send you on.

## What you can do today

Count your headache days for two weeks. A diary of a few words a day tells you and us more than memory does.`,
  },
  {
    slug: "small-breaks-beat-sitting-straight",
    language: "en",
    title: "Small breaks beat sitting straight",
    summary: "Ten minutes of good posture do not make up for eight hours in one. What helps is changing it, often.",
    conditions: ["neck pain", "desk work"],
    disciplines: ["physiotherapy", "massage_therapy"],
    body: `There is no posture that a body likes for eight hours. The best one is the next one.

## Why breaks work

A muscle that holds the same position for hours has no time to let go. Short breaks give it that time, again and again. They need not be long: half a minute is enough, if it comes often.

## A break that takes half a minute

- Let your shoulders drop, and let go of your jaw.
- Look over one shoulder, then over the other, as far as is comfortable.
- Stand up, or reach towards the ceiling once.
- Breathe out slowly, two or three times.

Every thirty minutes is a good beginning. A timer, a glass of water that is always empty, or the end of each call can remind you.

## Your screen and your chair

Raise the screen until you look straight at its upper third. Bring what you use most within reach of a bent elbow. If you use a laptop all day, a separate keyboard helps more than a new chair.

## When breaks are not enough

If your neck or head hurts on most days, if it wakes you, or if it has lasted for more than a few weeks, have it looked at. An assessment finds out what keeps it going and what is worth changing first.

*If you have numbness, weakness, dizziness that is new, or a headache unlike any before, see a doctor first.*`,
  },
  {
    slug: "why-your-visits-spread-out",
    language: "en",
    title: "Why your visits spread out",
    summary:
      "At first visits are close together, then the gaps grow. What the plan is for, and how you decide each step with us.",
    conditions: ["treatment plans"],
    disciplines: ["massage_therapy", "physiotherapy", "acupuncture"],
    body: `A plan with us begins with visits close together and ends with visits far apart. We call that the taper.

## Close together at first

In the first weeks each visit builds on the one before. If the gap is too long, much of what was gained is lost in between, and the next visit starts over.

## Then further apart

As you get better you need us less. What you do at home carries more of the load, and the time between visits grows. If a longer gap goes well, the next one may be longer still.

## You decide each step together

A plan says after how many visits we look at it again. We compare what you told us at the beginning with how you are now: pain, headache days, and what you can do. Then there are four ways to go on:

| How you are | What usually follows |
| --- | --- |
| Clearly better | The gaps grow |
| Better, and not yet steady | They stay as they are for a while |
| Worse with longer gaps | One step back |
| No change | Another plan, another practitioner, or a doctor |

## A flare is not failure

A busy week, a bad night or a long drive can bring it back for some days. Tell us on your own page. One flare changes nothing in the plan; it helps us to know.

## What it is not

More visits are not better visits. A plan is meant to be as short as it can be, and you can stop at any time.`,
  },
  {
    slug: "quand-le-mal-de-tete-semble-venir-du-cou",
    language: "fr",
    title: "Quand le mal de tête semble venir du cou",
    summary:
      "Certains maux de tête vont avec un cou raide. Ce que nous examinons, et quand consulter d’abord un médecin.",
    conditions: ["maux de tête", "douleur au cou"],
    disciplines: ["massage_therapy", "physiotherapy"],
    body: `Un mal de tête peut se sentir derrière les yeux, autour des tempes ou à la base du crâne. L’endroit qui fait mal n’est pas toujours celui d’où vient la douleur.

## D’abord un médecin, ou le 911

**Appelez le 911** si le mal de tête est soudain et très fort, ou s’il vient avec une faiblesse, un visage qui tombe, de la difficulté à parler, de la confusion, un évanouissement, ou une nuque raide avec de la fièvre.

Voyez d’abord un médecin si le mal de tête est nouveau après 50 ans, s’il empire de semaine en semaine, si votre vue a changé, ou s’il suit une chute ou un accident. En Colombie-Britannique, une infirmière répond au 8-1-1 à toute heure.

## Ce que nous examinons

Nous vous demandons comment cela a commencé, puis nous regardons comment bougent le cou, la mâchoire et les épaules. Nous vous disons ce que nous avons trouvé et ce dont nous ne sommes pas sûrs.

## Ce qui peut aider

Un traitement manuel, quelques exercices, et de petites habitudes vont bien ensemble. Les visites sont rapprochées au début et s’espacent si vous allez mieux. Vous décidez de chaque étape avec nous.`,
  },
];

export const articleComments = [
  {
    under: 1,
    name: "Noor",
    body: "The timer was the easy part. Putting the water glass in the kitchen is what made me get up.",
    approved: true,
  },
  {
    under: 0,
    name: "Lee",
    body: "Could you write something about pillows as well? Everybody says something else.",
    approved: false,
  },
] as const;
