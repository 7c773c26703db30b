/** The red-flag questions a patient answers, in two pages; the answer "no" to all of them is complete and safe. */

export type ScreenAnswer = "no" | "yes" | "unsure";

export type ScreenQuestion = {
  id: string;
  /** Which of the two pages asks it: what is happening now, or what a clinician needs to know beforehand. */
  page: "now" | "background";
  text: string;
  answers: readonly ScreenAnswer[];
  /** Highest tier that "yes" can lead to by itself. */
  tier: "A" | "B" | "C";
  /** The signs a "yes" stands for, one or several. */
  signs: readonly string[];
  /**
   * A follow-up: asked only when the other question has this answer. Its "yes" takes the place of the other question's signs,
   * its "no" leaves them standing, and without a clear answer the matter counts as open, which is the highest tier.
   */
  when?: { question: string; answer: ScreenAnswer };
};

/** Kept with every screen that was answered. It changes whenever a question does. */
export const screenVersion = "2026-11";

const YES_NO = ["no", "yes"] as const;
const WITH_UNSURE = ["no", "yes", "unsure"] as const;

// Sources: SNNOOP10 (Do et al., Neurology 2019;92:134) for headache; the Canadian CT head and C-spine rules for injuries;
// the IFOMPT framework for neck arteries; cauda equina signs for the back. They route; they never give an all-clear.
export const screenQuestions: readonly ScreenQuestion[] = [
  {
    id: "sudden_headache",
    page: "now",
    text: "Have you had a sudden, severe headache that peaked within about a minute, or the worst of your life?",
    answers: YES_NO,
    tier: "A",
    signs: ["sudden_severe_headache"],
  },
  {
    id: "brain_signs",
    page: "now",
    text: "Any new weakness, drooping face, trouble speaking, confusion, unusual drowsiness, or a seizure?",
    answers: YES_NO,
    tier: "A",
    signs: ["weakness", "face_droop", "trouble_speaking", "confusion", "very_drowsy", "seizure"],
  },
  {
    id: "fainting_or_chest_pain",
    page: "now",
    text: "Have you fainted or collapsed, or do you have chest pain?",
    answers: YES_NO,
    tier: "A",
    signs: ["fainting", "chest_pain"],
  },
  {
    id: "vision_change",
    page: "now",
    text: "Has your eyesight changed recently?",
    answers: YES_NO,
    tier: "B",
    signs: ["vision_change"],
  },
  {
    id: "vision_sudden",
    page: "now",
    text: "Did you suddenly lose sight, or do you see double?",
    answers: WITH_UNSURE,
    tier: "A",
    signs: ["vision_loss", "double_vision"],
    when: { question: "vision_change", answer: "yes" },
  },
  {
    id: "eye_signs",
    page: "now",
    text: "Is one eye red and very painful together with a headache, or has an eyelid started to droop?",
    answers: YES_NO,
    tier: "A",
    signs: ["painful_red_eye", "drooping_eyelid"],
  },
  {
    id: "numbness",
    page: "now",
    text: "Any new numbness or tingling?",
    answers: YES_NO,
    tier: "B",
    signs: ["gradual_numbness"],
  },
  {
    id: "numbness_sudden",
    page: "now",
    text: "Did the numbness come on suddenly?",
    answers: WITH_UNSURE,
    tier: "A",
    signs: ["sudden_numbness"],
    when: { question: "numbness", answer: "yes" },
  },
  {
    id: "fever",
    page: "now",
    text: "Do you have a fever?",
    answers: YES_NO,
    tier: "B",
    signs: ["fever"],
  },
  {
    id: "fever_with",
    page: "now",
    text: "Is there also a stiff neck, a rash, or confusion?",
    answers: WITH_UNSURE,
    tier: "A",
    signs: ["fever_with_stiff_neck", "fever_with_rash", "fever_with_confusion"],
    when: { question: "fever", answer: "yes" },
  },
  {
    id: "significant_trauma",
    page: "now",
    text: "Has a fall, crash or blow hurt your head or neck, and no doctor has looked at it yet or it is getting worse?",
    answers: YES_NO,
    tier: "B",
    signs: ["significant_trauma_not_assessed"],
  },
  {
    id: "trauma_with",
    page: "now",
    text: "Since that injury: a blackout, repeated vomiting, worsening headache, severe neck pain, trouble in an arm or leg, or do you take blood thinners?",
    answers: WITH_UNSURE,
    tier: "A",
    signs: [
      "trauma_with_blackout",
      "trauma_with_vomiting",
      "trauma_worsening",
      "trauma_severe_neck_pain",
      "trauma_limb_symptoms",
      "trauma_on_blood_thinners",
    ],
    when: { question: "significant_trauma", answer: "yes" },
  },
  {
    id: "neck_with_dizziness",
    page: "now",
    text: "New neck pain or headache unlike any before, together with dizziness or unsteadiness?",
    answers: YES_NO,
    tier: "A",
    signs: ["new_neck_pain_with_dizziness"],
  },
  {
    id: "saddle_bladder_legs",
    page: "now",
    text: "Numbness between the legs, new loss of bladder or bowel control, or legs getting weaker?",
    answers: YES_NO,
    tier: "A",
    signs: ["saddle_numbness", "new_bladder_or_bowel_loss", "progressive_leg_weakness"],
  },
  {
    id: "pregnancy_alarm",
    page: "now",
    text: "If you are over 20 weeks pregnant or gave birth in the last six weeks: a severe or new headache, changed eyesight, or pain in the upper belly?",
    answers: YES_NO,
    tier: "A",
    signs: ["pregnant_over_20_weeks_with_severe_headache", "postpartum_6_weeks_with_severe_headache"],
  },
  {
    id: "new_headache_at_50",
    page: "background",
    text: "Are you 50 or older and is this headache new for you?",
    answers: YES_NO,
    tier: "B",
    signs: ["new_headache_age_50"],
  },
  {
    id: "new_headache_with_illness",
    page: "background",
    text: "Is this headache new, and have you had cancer or a weakened immune system?",
    answers: YES_NO,
    tier: "B",
    signs: ["cancer_history_new_headache", "immune_suppressed_new_headache"],
  },
  {
    id: "headache_course",
    page: "background",
    text: "Has it grown steadily worse over weeks, does lying down or standing up make it worse, or do coughing, sneezing or effort bring it on?",
    answers: YES_NO,
    tier: "B",
    signs: ["steadily_worsening", "worse_lying_or_standing", "brought_on_by_cough_sneeze_exertion"],
  },
  {
    id: "headache_kind",
    page: "background",
    text: "Has the pattern of a headache you know changed, or do you have migraine with aura?",
    answers: YES_NO,
    tier: "C",
    signs: ["pattern_change", "migraine_with_aura"],
  },
  {
    id: "medicines",
    page: "background",
    text: "Do you take painkillers on 10 or more days a month, take blood thinners, or have you started a new medicine?",
    answers: YES_NO,
    tier: "C",
    signs: ["painkillers_10_days_a_month", "blood_thinners", "new_drug"],
  },
  {
    id: "conditions",
    page: "background",
    text: "Do you have osteoporosis, rheumatoid arthritis, very flexible joints, or past surgery on your neck?",
    answers: YES_NO,
    tier: "C",
    signs: ["osteoporosis", "rheumatoid_or_hypermobile", "prior_neck_surgery"],
  },
  {
    id: "care_elsewhere",
    page: "background",
    text: "Are you pregnant, recovering from a diagnosed concussion, or living with a past cancer that is stable?",
    answers: YES_NO,
    tier: "C",
    signs: ["pregnant_no_alarm", "concussion_diagnosed", "stable_old_cancer"],
  },
];
