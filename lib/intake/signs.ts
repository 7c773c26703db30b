/** The red-flag signs by tier, and the four questions that ask one more: the vocabulary every screen is kept in. */

// Sources: SNNOOP10 (Do et al., Neurology 2019;92:134), the Canadian CT head and C-spine rules, the IFOMPT framework for
// neck arteries, cauda equina signs. A routing table, not a diagnosis; a clinician signs it off.
export const TIER_A_SIGNS = [
  "sudden_severe_headache",
  "weakness",
  "face_droop",
  "trouble_speaking",
  "confusion",
  "very_drowsy",
  "seizure",
  "sudden_numbness",
  "fainting",
  "chest_pain",
  "vision_loss",
  "double_vision",
  "painful_red_eye",
  "fever_with_stiff_neck",
  "fever_with_rash",
  "fever_with_confusion",
  "trauma_with_blackout",
  "trauma_with_vomiting",
  "trauma_worsening",
  "trauma_severe_neck_pain",
  "trauma_limb_symptoms",
  "trauma_on_blood_thinners",
  "new_neck_pain_with_dizziness",
  "drooping_eyelid",
  // The two stand for a severe or new headache, a vision change or pain in the upper belly at that time.
  "pregnant_over_20_weeks_with_severe_headache",
  "postpartum_6_weeks_with_severe_headache",
  "saddle_numbness",
  "new_bladder_or_bowel_loss",
  "progressive_leg_weakness",
] as const;

export const TIER_B_SIGNS = [
  "significant_trauma_not_assessed",
  "fever",
  "vision_change",
  "gradual_numbness",
  "new_headache_age_50",
  "cancer_history_new_headache",
  "immune_suppressed_new_headache",
  "steadily_worsening",
  "worse_lying_or_standing",
  "brought_on_by_cough_sneeze_exertion",
] as const;

export const TIER_C_SIGNS = [
  "pattern_change",
  "migraine_with_aura",
  "painkillers_10_days_a_month",
  "new_drug",
  "pregnant_no_alarm",
  "concussion_diagnosed",
  "stable_old_cancer",
  "blood_thinners",
  "osteoporosis",
  "rheumatoid_or_hypermobile",
  "prior_neck_surgery",
] as const;

/** Matters that ask one more question; without a clear answer to it they count as tier A. */
export const FOLLOW_UPS = ["vision_change", "numbness", "fever", "significant_trauma"] as const;

export type Sign = (typeof TIER_A_SIGNS)[number] | (typeof TIER_B_SIGNS)[number] | (typeof TIER_C_SIGNS)[number];
export type FollowUp = (typeof FOLLOW_UPS)[number];
export type SignTier = "A" | "B" | "C";

export const SIGNS: readonly Sign[] = [...TIER_A_SIGNS, ...TIER_B_SIGNS, ...TIER_C_SIGNS];

const tiers = new Map<string, SignTier>([
  ...TIER_A_SIGNS.map((sign) => [sign, "A"] as const),
  ...TIER_B_SIGNS.map((sign) => [sign, "B"] as const),
  ...TIER_C_SIGNS.map((sign) => [sign, "C"] as const),
]);

export function tierOfSign(sign: Sign): SignTier {
  return tiers.get(sign) ?? "A";
}

export function isSign(text: string): text is Sign {
  return tiers.has(text);
}

export function isFollowUp(text: string): text is FollowUp {
  return FOLLOW_UPS.some((followUp) => followUp === text);
}
